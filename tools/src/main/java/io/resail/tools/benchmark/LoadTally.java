package io.resail.tools.benchmark;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.tools.benchmark.ServeBenchResult.Counts;
import io.resail.tools.benchmark.ServeBenchResult.Measured;
import io.resail.tools.benchmark.ServeBenchResult.Quantiles;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Counts what becomes of the requests of one load. Any thread.
///
/// Times are kept in microseconds to three digits, up to an hour.
final class LoadTally {
  private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1000;
  private static final int DIGITS = 3;

  private final Histogram hit = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
  private final Histogram guidance = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
  private final Histogram image = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
  private final Histogram paint = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
  private final Histogram refusal = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger painted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<String> example = new AtomicReference<>("");

  void sent() {
    sent.incrementAndGet();
  }

  void hitAfter(long nanos) {
    record(hit, nanos);
  }

  void guidanceAfter(long nanos) {
    record(guidance, nanos);
  }

  void imageAfter(long nanos) {
    record(image, nanos);
  }

  /// A request ended with its image.
  ///
  /// @param paintTime how long the generator took, as the server says
  void painted(Duration paintTime) {
    painted.incrementAndGet();
    record(paint, paintTime.toNanos());
  }

  /// A request that did not end in an image.
  void failedAfter(long nanos, FaultException failure) {
    if (failure.fault() == Fault.BUSY) {
      refused.incrementAndGet();
      record(refusal, nanos);
    } else if (failure.fault() == Fault.TOO_LATE) {
      late.incrementAndGet();
    } else {
      failed.incrementAndGet();
    }
    example.compareAndSet("", failure.fault() + ": " + failure.getMessage());
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1000, 0, HIGHEST_MICROS));
  }

  /// What was counted while the load went on for `took`.
  Measured measured(Load load, Duration took) {
    return new Measured(
        load,
        took,
        new Counts(sent.get(), painted.get(), refused.get(), late.get(), failed.get()),
        quantiles(hit),
        quantiles(guidance),
        quantiles(image),
        quantiles(paint),
        quantiles(refusal),
        example.get());
  }

  private static Optional<Quantiles> quantiles(Histogram micros) {
    return micros.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new Quantiles(
                millis(micros, 50), millis(micros, 95), millis(micros, 99), millis(micros, 100)));
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
