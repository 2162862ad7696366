package io.resail.tools.sampling;

/// Which units the guidance of a sample is made of.
public enum GuidanceSource {
  /// Each segment's best match, as the paper does.
  RANK0,
  /// For each segment one of its best matches, such that neighbours come from one photograph.
  COHERENT,
  /// Any unit of the segment's class, drawn evenly, whatever its shape: what retrieval is worth.
  RANDOM,
  /// None: guidance is black.
  NONE
}
