package io.resail.tools.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What one network T found in the images of a contender, of a guidance alone, or of photographs.
///
/// @param everywhere the classes it sees, void counted as one
/// @param withoutVoid the same where the map holds a class
/// @param distances Fréchet distances to the photographs of the maps in its feature space, by
///     level, the finest first; not FID; empty for these photographs themselves
public record Judgement(
    SegmentationScores everywhere,
    SegmentationScores withoutVoid,
    SequencedMap<String, Double> distances) {
  public Judgement {
    distances = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(distances));
  }

  /// The distance in its deepest features.
  public Optional<Double> distance() {
    return Optional.ofNullable(distances.lastEntry()).map(Map.Entry::getValue);
  }
}
