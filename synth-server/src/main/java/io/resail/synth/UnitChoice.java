package io.resail.synth;

import io.resail.retrieval.Match;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.SegmentMatches;
import io.resail.synthesis.Choice;
import java.util.List;
import java.util.Optional;

/// Which of its matches a segment is given.
final class UnitChoice {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private UnitChoice() {}

  /// A segment with its match.
  record Pick(SegmentMatches segment, Match match, int rank) {}

  /// Matches per segment that the choices may need; never fewer than the usual ten, which clients
  /// show.
  static int matchesFor(List<Choice> choices) {
    int most = RetrievalRequest.DEFAULT_MATCHES;
    for (Choice choice : choices) {
      if (choice instanceof Choice.Rank(int rank)) {
        most = Math.max(most, rank + 1);
      }
    }
    return most;
  }

  /// The segment's match, if it has any.
  static Optional<Pick> pick(Choice choice, SegmentMatches segment) {
    List<Match> matches = segment.answer().matches();
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    int rank =
        switch (choice) {
          case Choice.Rank(int wanted) -> Math.min(wanted, matches.size() - 1);
          case Choice.Seed(long seed) ->
              draw(
                  seed,
                  segment.index(),
                  Math.min(matches.size(), RetrievalRequest.DEFAULT_MATCHES));
        };
    return Optional.of(new Pick(segment, matches.get(rank), rank));
  }

  /// A rank below `ranks`, the same for the same seed and segment on every machine.
  ///
  /// With `z = seed + (segment + 1) * 0x9e3779b97f4a7c15` mixed by SplitMix64's finaliser, and read
  /// as an unsigned number of 64 bits, the rank is `z * ranks / 2^64`.
  static int draw(long seed, int segment, int ranks) {
    long z = seed + (segment + 1) * STEP;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (int) Math.unsignedMultiplyHigh(z, ranks);
  }
}
