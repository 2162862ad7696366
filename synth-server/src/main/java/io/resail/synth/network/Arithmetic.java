package io.resail.synth.network;

/// In which numbers a network convolves, whether it paints or learns. All else, sums and the
/// weights that are learned included, is float32.
public enum Arithmetic {
  /// In full length: the network's own pictures and gradients, up to rounding.
  FLOAT32,

  /// Factors of convolutions with 8 bits of mantissa: slightly different pictures and gradients. It
  /// pays on some processors with `avx512_bf16` and not on others, so it is measured before it is
  /// chosen.
  BFLOAT16
}
