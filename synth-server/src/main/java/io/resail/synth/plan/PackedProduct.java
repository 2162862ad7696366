package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// Rows times a matrix.
sealed interface PackedProduct {
  /// (in, out)
  NDArray matrix();

  /// @param x (…, in)
  /// @return (…, out), float32
  NDArray apply(NDArray x);

  /// The same in the type of the matrix.
  default NDArray unwidened(NDArray x) {
    return apply(x);
  }

  /// In float32.
  ///
  /// @param matrix (in, out)
  record Exact(NDArray matrix, MatrixLibrary library) implements PackedProduct {
    @Override
    public NDArray apply(NDArray x) {
      return library.product(x, matrix);
    }
  }

  /// In bfloat16.
  ///
  /// @param matrix (in, out), bfloat16
  record Narrow(NDArray matrix) implements PackedProduct {
    @Override
    public NDArray apply(NDArray x) {
      return PlanOperators.call("product_bfloat16", x, matrix);
    }

    @Override
    public NDArray unwidened(NDArray x) {
      return PlanOperators.call("product_unwidened", x, matrix);
    }
  }
}
