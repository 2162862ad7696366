package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// 3x3 convolution, padding 1, stride 1, whose weight is laid out once when a model is loaded. Any
/// thread.
sealed interface Convolution permits PackedConvolution, TiledConvolution {
  /// @param x (1, H, W, in)
  /// @return (1, H, W, out), on the manager of `x`
  NDArray apply(NDArray x);
}
