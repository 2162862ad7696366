package io.resail.synth.network;

import ai.djl.ndarray.types.DataType;

/// In which numbers a network paints.
///
/// The engine's own names stop here: of the two formats of half length it knows, one ends the
/// process wherever it is named.
public enum Precision {
  /// Everything in 32 bits. Training, and the processor, which has no other convolutions that pay.
  FLOAT32(DataType.FLOAT32),

  /// Weights and activations in 16 bits, running statistics and spectral norms in 32; for GPUs. A
  /// processor paints so too, two hundred times slower.
  FLOAT16(DataType.FLOAT16);

  private final DataType type;

  Precision(DataType type) {
    this.type = type;
  }

  /// The type of weights, activations and guidance.
  public DataType type() {
    return type;
  }
}
