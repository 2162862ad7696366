package io.resail.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How long the caller still waits; asked between steps, since a running kernel cannot be
/// interrupted.
///
/// Any thread may ask.
public final class Patience {
  private static final Patience ENDLESS = new Patience(Long.MAX_VALUE, () -> 0, () -> false);

  private final long endNanos;
  private final LongSupplier nanoTime;
  private final BooleanSupplier callerLeft;

  private Patience(long endNanos, LongSupplier nanoTime, BooleanSupplier callerLeft) {
    this.endNanos = endNanos;
    this.nanoTime = nanoTime;
    this.callerLeft = callerLeft;
  }

  /// A caller who waits for ever.
  public static Patience endless() {
    return ENDLESS;
  }

  /// A caller who waits for `time` from now and may leave before.
  public static Patience of(Duration time, BooleanSupplier callerLeft) {
    return of(time, callerLeft, System::nanoTime);
  }

  /// The same by a given clock, in nanoseconds.
  public static Patience of(Duration time, BooleanSupplier callerLeft, LongSupplier nanoTime) {
    return new Patience(nanoTime.getAsLong() + time.toNanos(), nanoTime, callerLeft);
  }

  /// A caller who waits for ever unless they leave.
  public static Patience untilGone(BooleanSupplier callerLeft) {
    return new Patience(Long.MAX_VALUE, () -> 0, callerLeft);
  }

  /// Whether the time is up or the caller gone.
  public boolean isOver() {
    return callerLeft.getAsBoolean() || timeIsUp();
  }

  private boolean timeIsUp() {
    return left().map(Duration::isNegative).orElse(false);
  }

  /// The time left, negative when it is over, empty when there is no end.
  public Optional<Duration> left() {
    return endNanos == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(endNanos - nanoTime.getAsLong()));
  }

  /// Goes on while the caller waits.
  ///
  /// @param next what would be done next, for the message
  /// @throws FaultException [Fault#CANCELLED] if the caller left, [Fault#TOO_LATE] if the time is
  ///     up
  public void check(String next) {
    if (callerLeft.getAsBoolean()) {
      throw new FaultException(Fault.CANCELLED, "the caller left before " + next);
    }
    if (timeIsUp()) {
      throw new FaultException(
          Fault.TOO_LATE,
          "the time allowed ended before " + next + ": allow more time or ask for less");
    }
  }
}
