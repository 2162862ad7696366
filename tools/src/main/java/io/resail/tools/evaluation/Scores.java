package io.resail.tools.evaluation;

import java.util.List;
import java.util.Optional;

/// What was measured of one contender, of a guidance alone, or of photographs.
///
/// @param name the contender
/// @param hash SHA-256 of its weights; empty for guidance and photographs
/// @param images how many
/// @param judgements what each network T found, in the order they were given
/// @param fid Fréchet distance to the photographs in Inception's feature space, with the user's
///     weights
/// @param diversity between the variants of one map
/// @param leak nearness to training images, in the first T's feature space
/// @param coverage share of the pixels that a unit fills, 0 to 1
/// @param millis time of one image by stage
public record Scores(
    String name,
    String hash,
    int images,
    List<Judgement> judgements,
    Optional<Double> fid,
    Optional<Diversity> diversity,
    Optional<LeakCheck> leak,
    double coverage,
    Millis millis) {
  public Scores {
    judgements = List.copyOf(judgements);
  }

  /// What the first network T found; empty without one.
  public Optional<Judgement> judgement() {
    return judgements.stream().findFirst();
  }

  /// Milliseconds of one image.
  ///
  /// @param guide to find units and compose guidance
  /// @param paint the generator
  public record Millis(double guide, double paint) {}
}
