package io.resail.synthesis;

/// Which of its matches each segment of a variant is given.
public sealed interface Choice {
  /// Each segment's match of this rank, 0 the best; its last one where there are fewer.
  record Rank(int rank) implements Choice {
    public Rank {
      if (rank < 0 || rank > 999) {
        throw new IllegalArgumentException("rank " + rank + ": need 0 to 999");
      }
    }
  }

  /// Matches of as few photographs as shapes allow, so that the whole is of one light: each segment
  /// is given one that is nearly its best.
  ///
  /// @param first 0 to begin with the photograph that has matches for most of the map, 1 with the
  ///     second; the last one where there are fewer
  record Coherent(int first) implements Choice {
    public Coherent {
      if (first < 0 || first > 999) {
        throw new IllegalArgumentException("photograph " + first + ": need 0 to 999");
      }
    }
  }

  /// A match for each segment drawn evenly from its best ten, the same for the same seed.
  record Seed(long seed) implements Choice {}
}
