package io.resail.synth.plan;

/// In which numbers a plan convolves. All else, sums included, is float32.
public enum Arithmetic {
  /// The pictures of the dense network up to rounding.
  FLOAT32,

  /// Factors of convolutions with 8 bits of mantissa: a slightly different picture. It pays on some
  /// processors with `avx512_bf16` and not on others, so it is measured before it is chosen.
  BFLOAT16
}
