package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;

/// Arrays given to [Fused#modulate].
final class Modulator {
  private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

  private Modulator() {}

  static NDArray apply(NDArray x, Grid grid, BatchScale scale, Rows rows, float slope) {
    return apply(x, grid, scale, rows, NOTHING, slope);
  }

  /// @param added (1, H, W, 2c)
  static NDArray apply(
      NDArray x, Grid grid, BatchScale scale, Rows rows, NDArray added, float slope) {
    return apply(x, grid, scale, rows, Memory.of(added), slope);
  }

  private static NDArray apply(
      NDArray x, Grid grid, BatchScale scale, Rows rows, MemorySegment added, float slope) {
    NDArray out =
        x.getManager()
            .create(new Shape(1, grid.height(), grid.width(), grid.channels()), DataType.FLOAT32);
    Fused.modulate(
        grid,
        Memory.of(x),
        scale.scale(),
        scale.shift(),
        Memory.of(rows.table()),
        rows.at(),
        added,
        slope,
        Memory.of(out));
    return out;
  }
}
