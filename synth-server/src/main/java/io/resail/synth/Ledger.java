package io.resail.synth;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the models of one device have taken on: bytes it holds, and images not yet painted. Any
/// thread.
final class Ledger {
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong owedNanos = new AtomicLong();
  private final AtomicInteger owedImages = new AtomicInteger();

  /// Bytes that models hold whatever they paint.
  long heldBytes() {
    return heldBytes.get();
  }

  /// A model came, or with a negative number went.
  void hold(long bytes) {
    heldBytes.addAndGet(bytes);
  }

  /// How long images that were promised are predicted to take.
  Duration owed() {
    return Duration.ofNanos(owedNanos.get());
  }

  /// Images that were promised.
  int owedImages() {
    return owedImages.get();
  }

  /// Promises images.
  ///
  /// @param each predicted time of one
  Debt owe(Duration each, int images) {
    Debt debt = new Debt(each.toNanos(), images);
    owedNanos.addAndGet(debt.each * images);
    owedImages.addAndGet(images);
    return debt;
  }

  /// Images promised to one request. Any thread.
  final class Debt implements AutoCloseable {
    private final long each;
    private final AtomicInteger left;

    private Debt(long each, int images) {
      this.each = each;
      this.left = new AtomicInteger(images);
    }

    /// One of them is painted, or will not be.
    void one() {
      if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        settle(1);
      }
    }

    private void settle(int images) {
      owedNanos.addAndGet(-each * images);
      owedImages.addAndGet(-images);
    }

    /// None of the others will be painted.
    @Override
    public void close() {
      settle(left.getAndSet(0));
    }
  }
}
