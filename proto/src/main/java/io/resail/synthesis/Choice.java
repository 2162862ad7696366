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

  /// A match for each segment drawn evenly from its best ten, the same for the same seed.
  record Seed(long seed) implements Choice {}
}
