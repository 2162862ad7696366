package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Arithmetic;

/// A convolution by the engine's own operator.
///
/// @param weight opaque
/// @param bias (out), float32
record PackedConvolution(NDArray weight, NDArray bias, Arithmetic arithmetic)
    implements Convolution {
  @Override
  public NDArray apply(NDArray x) {
    String function =
        arithmetic == Arithmetic.FLOAT32
            ? "conv3"
            : PlanOperators.packsBfloat16() ? "conv3_bfloat16" : "conv3_plain_bfloat16";
    return PlanOperators.call(function, x, weight, bias);
  }
}
