package io.resail.index.search;

import io.resail.retrieval.Effort;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What one search has cost so far, and whether it is to stop. One thread.
final class Work {
  private final BooleanSupplier enough;
  private final long start = System.nanoTime();
  private boolean stopped;
  long blocksSeen;
  long blocksSkipped;
  long descriptorsRead;
  long masksCompared;

  /// @param enough asked now and then; true ends the search with what it has
  Work(BooleanSupplier enough) {
    this.enough = enough;
  }

  /// Asks whether to stop; once true it stays so.
  boolean mustStop() {
    stopped = stopped || enough.getAsBoolean();
    return stopped;
  }

  /// Whether the search ended early, so that its answer may miss nearer units.
  boolean stopped() {
    return stopped;
  }

  /// The cost up to now.
  Effort effort() {
    return new Effort(
        blocksSeen,
        blocksSkipped,
        descriptorsRead,
        masksCompared,
        Duration.ofNanos(System.nanoTime() - start));
  }
}
