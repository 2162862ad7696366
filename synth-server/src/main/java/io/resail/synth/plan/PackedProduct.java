package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Arithmetic;

/// Each pixel's channels times a matrix.
///
/// @param matrix (in, out), in the type of `arithmetic`
record PackedProduct(NDArray matrix, Arithmetic arithmetic) {
  /// @param x (1, H, W, in)
  /// @return (1, H, W, out)
  NDArray apply(NDArray x) {
    String function = arithmetic == Arithmetic.FLOAT32 ? "product" : "product_bfloat16";
    return PlanOperators.call(function, x, matrix);
  }
}
