package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/// One style code per class: the mean of the guidance's features over the pixels of the class (spec
/// 6.9, encoder of ACE). The names of its weights are ours: the spec gives none.
///
/// Source: Zhu et al., CVPR 2020.
final class StyleCodeEncoder {
  private StyleCodeEncoder() {}

  /// @return one style for all blocks, (N, L, code); zero for classes that are absent
  static Style encode(State state, Conditions conditions) {
    try (Scratch scratch = new Scratch()) {
      State encoder = state.under("encoder");
      NDArray x = conditions.guidance();
      x = activated(Layers.conv(encoder.under("conv0"), Torch.reflected(x), 1, 0));
      x = activated(Layers.conv(encoder.under("conv1"), x, 2, 1));
      x = activated(Layers.conv(encoder.under("conv2"), x, 2, 1));
      State up = encoder.under("conv3");
      x = activated(Torch.transposedConv(x, up.array("weight"), up.array("bias")));
      x = Layers.conv(encoder.under("conv4"), Torch.reflected(x), 1, 0).tanh();
      Shape shape = x.getShape();
      NDArray map = conditions.labelsAt(shape.get(2), shape.get(3));
      // Sums over many pixels, which halves cannot count.
      NDArray pixels = whole(map.reshape(shape.get(0), conditions.channels(), -1));
      NDArray features = whole(x.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1));
      // An absent class has a sum of zero, which dividing by one leaves at zero.
      NDArray counts = pixels.sum(new int[] {2}, true).maximum(1);
      NDArray means = pixels.batchMatMul(features).div(counts);
      return new Style(List.of(scratch.keep(means.toType(x.getDataType(), true))));
    }
  }

  private static NDArray whole(NDArray x) {
    return x.toType(DataType.FLOAT32, false);
  }

  private static NDArray activated(NDArray x) {
    return Torch.leaky(Torch.instanceNorm(x));
  }

  static void draft(Draft draft, int code) {
    Draft encoder = draft.under("encoder");
    encoder.under("conv0").conv(3, 32, 3);
    encoder.under("conv1").conv(32, 64, 3);
    encoder.under("conv2").conv(64, 128, 3);
    encoder.under("conv3").transposedConv(128, 256, 3);
    encoder.under("conv4").conv(256, code, 3);
  }
}
