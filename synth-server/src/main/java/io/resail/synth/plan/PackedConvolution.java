package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// 3x3 convolution, padding 1, stride 1, whose weight is laid out once for the processor.
///
/// @param weight opaque
/// @param bias (out), float32
record PackedConvolution(NDArray weight, NDArray bias, Arithmetic arithmetic) {
  /// @param x (1, H, W, in)
  /// @return (1, H, W, out)
  NDArray apply(NDArray x) {
    String function = arithmetic == Arithmetic.FLOAT32 ? "conv3" : "conv3_bfloat16";
    return PlanOperators.call(function, x, weight, bias);
  }
}
