package io.resail.synth.plan;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.TorchScript;

/// Operators on images whose channels lie together, (1, H, W, C), and on tables of rows. A
/// result is a new array on the manager of the first argument. Any thread.
final class PlanOperators {
  /// `_convolution_pointwise` is oneDNN's convolution on weights that it has laid out beforehand;
  /// the number 15 is PyTorch's for bfloat16, 6 for float32.
  private static final TorchScript LIBRARY =
      new TorchScript(
          """
          def packed3(self, weight: Tensor) -> Tensor:
            one = [1, 1]
            return ops.mkldnn._reorder_convolution_weight(weight, one, one, one, 1, None)

          def packed3_bfloat16(self, weight: Tensor) -> Tensor:
            one = [1, 1]
            narrow = torch.to(weight, 15)
            return ops.mkldnn._reorder_convolution_weight(narrow, one, one, one, 1, None)

          def conv3(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            one = [1, 1]
            none = annotate(List[Optional[number]], [])
            planes = torch.permute(x, [0, 3, 1, 2])
            y = ops.mkldnn._convolution_pointwise(
                planes, weight, bias, one, one, one, 1, "none", none, "")
            return torch.contiguous(torch.permute(y, [0, 2, 3, 1]))

          def conv3_bfloat16(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            one = [1, 1]
            none = annotate(List[Optional[number]], [])
            planes = torch.permute(torch.to(x, 15), [0, 3, 1, 2])
            narrow = torch.to(bias, 15)
            y = ops.mkldnn._convolution_pointwise(
                planes, weight, narrow, one, one, one, 1, "none", none, "")
            return torch.contiguous(torch.to(torch.permute(y, [0, 2, 3, 1]), 6))

          def bfloat16(self, weight: Tensor) -> Tensor:
            return torch.to(weight, 15)

          def conv3_plain_bfloat16(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            planes = torch.permute(torch.to(x, 15), [0, 3, 1, 2])
            y = torch.conv2d(planes, weight, torch.to(bias, 15), [1, 1], [1, 1])
            return torch.contiguous(torch.to(torch.permute(y, [0, 2, 3, 1]), 6))

          def conv3_by_taps(self, x: Tensor, taps: Tensor, bias: Tensor) -> Tensor:
            shaped = torch.reshape(taps, [torch.size(taps, 0), 3, 3, -1])
            weight = torch.contiguous(torch.permute(shaped, [3, 0, 1, 2]))
            planes = torch.permute(torch.type_as(x, taps), [0, 3, 1, 2])
            y = torch.conv2d(planes, weight, torch.type_as(bias, taps), [1, 1], [1, 1])
            return torch.contiguous(torch.permute(torch.type_as(y, bias), [0, 2, 3, 1]))

          def products(self, x: Tensor, matrices: Tensor) -> Tensor:
            return torch.bmm(x, matrices)

          def products_onednn(self, x: Tensor, matrices: Tensor) -> Tensor:
            none = annotate(List[Optional[number]], [])
            made = annotate(List[Tensor], [])
            for i in range(torch.size(x, 0)):
              rows = torch.select(x, 0, i)
              weight = torch.t(torch.select(matrices, 0, i))
              y = ops.mkldnn._linear_pointwise(rows, weight, None, "none", none, "")
              _0 = torch.append(made, y)
            return torch.stack(made)

          def matrix(self, weight: Tensor) -> Tensor:
            rows = torch.reshape(weight, [torch.size(weight, 0), -1])
            return torch.contiguous(torch.t(rows))

          def product(self, x: Tensor, matrix: Tensor) -> Tensor:
            return torch.matmul(x, matrix)

          def product_onednn(self, x: Tensor, matrix: Tensor) -> Tensor:
            none = annotate(List[Optional[number]], [])
            weight = torch.t(matrix)
            return ops.mkldnn._linear_pointwise(x, weight, None, "none", none, "")

          def product_bfloat16(self, x: Tensor, matrix: Tensor) -> Tensor:
            return torch.to(torch.matmul(torch.to(x, 15), matrix), 6)

          def product_unwidened(self, x: Tensor, matrix: Tensor) -> Tensor:
            return torch.matmul(torch.to(x, 15), matrix)

          def stacked(self, one: Tensor, other: Tensor) -> Tensor:
            return torch.cat([one, other], 0)

          def rows(self, index: Tensor, table: Tensor) -> Tensor:
            return torch.index_select(table, 0, index)

          def times_vector(self, x: Tensor, matrix: Tensor, bias: Tensor) -> Tensor:
            return torch.add(torch.mv(matrix, x), bias)

          def doubled(self, x: Tensor) -> Tensor:
            planes = torch.permute(x, [0, 3, 1, 2])
            y = torch.upsample_nearest2d(planes, None, [2., 2.])
            return torch.contiguous(torch.permute(y, [0, 2, 3, 1]))

          def channels_last(self, x: Tensor) -> Tensor:
            return torch.contiguous(torch.permute(x, [0, 2, 3, 1]))

          def channels_first(self, x: Tensor) -> Tensor:
            return torch.contiguous(torch.permute(x, [0, 3, 1, 2]))
          """);

  private PlanOperators() {}

  /// Asked once: oneDNN refuses on processors without instructions that it needs for bfloat16.
  private static final class Bfloat16 {
    private static final boolean PACKS = packs();

    private static boolean packs() {
      try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
          Scratch _ = new Scratch()) {
        NDArray _ = call("packed3_bfloat16", manager.ones(new Shape(16, 16, 3, 3)));
        return true;
      } catch (EngineException e) {
        return false;
      }
    }
  }

  /// Whether weights can be laid out beforehand for bfloat16. Where they cannot, its convolutions
  /// are the engine's plain ones: right, and slow.
  static boolean packsBfloat16() {
    return Bfloat16.PACKS;
  }

  static NDArray call(String function, NDArray first, NDArray... others) {
    return LIBRARY.call(function, first, others);
  }
}
