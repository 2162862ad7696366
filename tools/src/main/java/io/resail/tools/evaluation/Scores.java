package io.resail.tools.evaluation;

import java.util.List;
import java.util.Optional;

/// What was measured of one contender, of a guidance alone, or of photographs.
///
/// @param name the contender
/// @param hash SHA-256 of its weights; empty for guidance and photographs
/// @param images how many
/// @param everywhere what network T finds, void counted as a class; empty without T
/// @param withoutVoid the same where the map holds a class
/// @param seenDistances Fréchet distances to the photographs in T's feature space, after each
///     halving, the finest first; not FID; empty without T
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
    List<Double> seenDistances,
    Optional<Double> fid,
    Optional<Diversity> diversity,
    Optional<LeakCheck> leak,
    double coverage,
    Millis millis) {
  public Scores {
    seenDistances = List.copyOf(seenDistances);
  }

  /// The distance in T's deepest features.
  public Optional<Double> seenDistance() {
    return seenDistances.isEmpty() ? Optional.empty() : Optional.of(seenDistances.getLast());
  }

  /// Milliseconds of one image.
  ///
  /// @param guide to find units and compose guidance
  /// @param paint the generator
  public record Millis(double guide, double paint) {}
}
