package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// A convolution by the engine's own operator.
///
/// @param operator which one, of [PlanOperators]
/// @param weight laid out for it
/// @param bias (out), float32
record PackedConvolution(String operator, NDArray weight, NDArray bias) implements Convolution {
  @Override
  public NDArray apply(NDArray x) {
    return PlanOperators.call(operator, x, weight, bias);
  }
}
