package io.resail.retrieval;

import java.time.Duration;

/// What an answer cost.
///
/// @param blocksSeen blocks of units whose summary was looked at
/// @param blocksSkipped of these, blocks that the summary ruled out
/// @param descriptorsRead units whose descriptor was compared
/// @param masksCompared units whose mask was read for the exact score
/// @param took time from the start of the search
public record Effort(
    long blocksSeen, long blocksSkipped, long descriptorsRead, long masksCompared, Duration took) {
  /// No work at all.
  public static final Effort NONE = new Effort(0, 0, 0, 0, Duration.ZERO);

  /// Both together.
  public Effort plus(Effort other) {
    return new Effort(
        blocksSeen + other.blocksSeen,
        blocksSkipped + other.blocksSkipped,
        descriptorsRead + other.descriptorsRead,
        masksCompared + other.masksCompared,
        took.plus(other.took));
  }
}
