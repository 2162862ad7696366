package io.resail.testing;

import io.resail.fault.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A clock in nanoseconds that moves only when told to. Any thread.
public final class FakeClock implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong();

  /// The time on it.
  @Override
  public long getAsLong() {
    return nanos.get();
  }

  /// Moves it forward.
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// A caller who stays for `time` by this clock.
  public Patience patience(Duration time) {
    return Patience.of(time, () -> false, this);
  }
}
