package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.synth.label.Patterns;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Convolutions of a one-hot label map as sums of table rows, one sum for each distinct
/// neighbourhood instead of one for each pixel.
///
/// A 3x3 convolution of a one-hot map adds nine rows, one for each tap; outside the map the row is
/// zero. A second convolution adds, for each tap, what the features there contribute. Exact up to
/// rounding, and gradients flow through. Source: ours. Any thread.
public final class LabelRows {
  private static final TorchScript LIBRARY =
      new TorchScript(
          """
          def class_table(self, weight: Tensor) -> Tensor:
            n = torch.size(weight, 0)
            taps = torch.reshape(torch.permute(weight, [2, 3, 1, 0]), [9, -1, n])
            padded = torch.constant_pad_nd(taps, [0, 0, 0, 1], 0)
            return torch.contiguous(torch.reshape(padded, [-1, n]))

          def taps(self, weight: Tensor) -> Tensor:
            inputs_first = torch.permute(weight, [1, 2, 3, 0])
            return torch.contiguous(torch.reshape(inputs_first, [torch.size(weight, 1), -1]))

          def padded(self, features: Tensor) -> Tensor:
            return torch.constant_pad_nd(features, [0, 0, 0, 1], 0)

          def product(self, rows: Tensor, taps: Tensor) -> Tensor:
            return torch.matmul(rows, taps)

          def sums(self, index: Tensor, starts: Tensor, table: Tensor, bias: Tensor) -> Tensor:
            y, a, b, c = torch.embedding_bag(table, index, starts, False, 0)
            return torch.add(torch.type_as(y, bias), bias)
          """);

  private LabelRows() {}

  /// The rows that a 3x3 convolution of a one-hot map adds up.
  ///
  /// @param weight (n, classes, 3, 3)
  /// @return (9 * (classes + 1), n), tap after tap, a row of zeros last in each
  public static NDArray classTable(NDArray weight) {
    return LIBRARY.call("class_table", weight);
  }

  /// The weight of a 3x3 convolution of features, as [#second] reads it.
  ///
  /// @param weight (n, h, 3, 3)
  /// @return (h, 9 * n)
  public static NDArray taps(NDArray weight) {
    return LIBRARY.call("taps", weight);
  }

  /// What the first convolution gives in 3x3 neighbourhoods of classes.
  ///
  /// @param rows of their cells in the table, as [Patterns#rowsByTap] gives them
  /// @param classTable what [#classTable] gave
  /// @param bias (n)
  /// @return (neighbourhoods, n), on the manager
  public static NDArray first(int[] rows, NDArray classTable, NDArray bias, NDManager manager) {
    return sums(rows, classTable, bias, manager);
  }

  /// What a convolution after it gives in 5x5 neighbourhoods.
  ///
  /// @param rows of their cells, as [Patterns#rowsById] gives them
  /// @param features of each 3x3 neighbourhood, (neighbourhoods, h)
  /// @param byTaps multiplies rows by what [#taps] gave; float32 or bfloat16
  /// @param bias (n)
  /// @return (neighbourhoods, n), on the manager
  public static NDArray second(
      int[] rows,
      NDArray features,
      UnaryOperator<NDArray> byTaps,
      NDArray bias,
      NDManager manager) {
    try (NDArray padded = LIBRARY.call("padded", features);
        NDArray products = byTaps.apply(padded);
        NDArray table = products.reshape(-1, bias.size())) {
      return sums(rows, table, bias, manager);
    }
  }

  /// Rows times what [#taps] gave.
  public static NDArray product(NDArray rows, NDArray taps) {
    return LIBRARY.call("product", rows, taps);
  }

  private static NDArray sums(int[] rows, NDArray table, NDArray bias, NDManager manager) {
    int[] offsets = new int[rows.length / Patterns.TAPS];
    Arrays.setAll(offsets, i -> Patterns.TAPS * i);
    try (NDArray index = held(rows, manager);
        NDArray starts = held(offsets, manager)) {
      return LIBRARY.call("sums", index, starts, table, bias);
    }
  }

  /// Numbers in memory of the engine. Those that it is given lie in memory of Java, which a
  /// recorded graph would read after it was freed.
  static NDArray held(int[] values, NDManager manager) {
    try (NDArray given = manager.create(values)) {
      return given.duplicate();
    }
  }
}
