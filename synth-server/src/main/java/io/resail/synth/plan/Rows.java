package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// Gamma, which includes the 1, and beta of every pixel: those of one row of a table.
final class Rows {
  private final NDArray table;
  private final int[] at;

  Rows(NDArray table, int[] at) {
    this.table = table;
    this.at = at;
  }

  /// (any, 2c), float32.
  NDArray table() {
    return table;
  }

  /// Row of each pixel; not to be changed.
  int[] at() {
    return at;
  }
}
