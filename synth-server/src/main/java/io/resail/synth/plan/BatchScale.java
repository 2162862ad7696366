package io.resail.synth.plan;

import io.resail.synth.network.State;

/// Batch norm in evaluation as one scale and shift per channel (spec 6.1).
final class BatchScale {
  private static final double EPSILON = 1e-5;

  private final float[] scale;
  private final float[] shift;

  BatchScale(float[] scale, float[] shift) {
    this.scale = scale;
    this.shift = shift;
  }

  /// @param state place of the running statistics
  static BatchScale of(State state) {
    float[] mean = state.array("running_mean").toFloatArray();
    float[] variance = state.array("running_var").toFloatArray();
    float[] scale = new float[mean.length];
    float[] shift = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      scale[c] = (float) (1 / Math.sqrt(variance[c] + EPSILON));
      shift[c] = (float) (-mean[c] / Math.sqrt(variance[c] + EPSILON));
    }
    return new BatchScale(scale, shift);
  }

  int channels() {
    return scale.length;
  }

  /// Not to be changed.
  float[] scale() {
    return scale;
  }

  /// Not to be changed.
  float[] shift() {
    return shift;
  }
}
