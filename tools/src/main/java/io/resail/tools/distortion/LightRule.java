package io.resail.tools.distortion;

/// How bright distorted ground truth is as a whole.
public enum LightRule {
  /// As colour transfer leaves it (spec section 5): as the units that its segments are coloured by.
  TRANSFERRED,
  /// As the image: after colour transfer each channel gets the image's mean again, so that the
  /// light of guidance says something of the light of the image. Not in the paper.
  KEPT
}
