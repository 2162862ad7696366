package io.resail.tools.evaluation;

import java.util.Optional;

/// What was measured of one contender, of a guidance alone, or of the photographs themselves.
///
/// @param name the contender
/// @param hash SHA-256 of its weights; empty for guidance and photographs
/// @param images how many
/// @param everywhere what network T finds, void counted as a class; empty without T
/// @param withoutVoid the same where the map holds a class
/// @param seenDistance Fréchet distance to the photographs in T's feature space; not FID
/// @param fid the same in Inception's, with the user's weights
/// @param diversity between the variants of one map
/// @param leak nearness to training images, in T's feature space
/// @param coverage share of the pixels that a unit fills, 0 to 1
/// @param millis time of one image by stage
public record Scores(
    String name,
    String hash,
    int images,
    Optional<SegmentationScores> everywhere,
    Optional<SegmentationScores> withoutVoid,
    Optional<Double> seenDistance,
    Optional<Double> fid,
    Optional<Diversity> diversity,
    Optional<LeakCheck> leak,
    double coverage,
    Millis millis) {
  /// Milliseconds of one image.
  ///
  /// @param guide to find units and compose guidance
  /// @param paint the generator
  public record Millis(double guide, double paint) {}
}
