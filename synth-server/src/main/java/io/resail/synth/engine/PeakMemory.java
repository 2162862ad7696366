package io.resail.synth.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Watches how much memory is in use at most, by looking again and again.
public final class PeakMemory {
  private static final long LOOK_NANOS = 200_000;

  private final LongSupplier inUse;
  private volatile boolean over;
  private volatile long most;

  private PeakMemory(LongSupplier inUse) {
    this.inUse = inUse;
    this.most = inUse.getAsLong();
  }

  /// Bytes that were in use at most during some work, beyond those at its start; what came and went
  /// between two looks is not seen.
  ///
  /// @param inUse bytes in use now; asked by another thread
  public static long during(LongSupplier inUse, Runnable work) {
    PeakMemory peak = new PeakMemory(inUse);
    long before = peak.most;
    try (ExecutorService watch =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("peak memory").daemon(true).factory())) {
      watch.execute(peak::look);
      try {
        work.run();
      } finally {
        peak.over = true;
      }
    }
    return peak.most - before;
  }

  private void look() {
    while (!over) {
      most = Math.max(most, inUse.getAsLong());
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
