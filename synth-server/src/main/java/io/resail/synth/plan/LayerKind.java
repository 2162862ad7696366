package io.resail.synth.plan;

/// What a plan spends its time on.
public enum LayerKind {
  /// Label patterns of a map and the rows of modulation that follow from them.
  SEMANTICS,
  /// Guidance resized, its convolutions and their styles.
  GUIDANCE,
  /// Normalised activations scaled, shifted and activated.
  MODULATION,
  /// Convolutions of the residual blocks.
  BLOCKS,
  /// Norms without a plan of their own, by the dense network.
  DENSE_NORMS,
  /// The start from the map, and the end: three channels and `tanh`.
  ENDS
}
