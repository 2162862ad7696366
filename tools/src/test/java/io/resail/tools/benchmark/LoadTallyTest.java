package io.resail.tools.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.tools.benchmark.ServeBenchResult.Counts;
import io.resail.tools.benchmark.ServeBenchResult.Measured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTallyTest {
  private static final long MILLI = 1_000_000;

  private final LoadTally tally = new LoadTally();

  private Measured measured() {
    return tally.measured(new Load.Closed(2), Duration.ofSeconds(2));
  }

  @Test
  void sortsRequestsByWhatBecameOfThem() {
    for (int i = 0; i < 10; i++) {
      tally.sent();
    }
    for (int i = 0; i < 4; i++) {
      tally.painted(Duration.ofMillis(7));
    }
    tally.failedAfter(MILLI, new FaultException(Fault.BUSY, "full"));
    tally.failedAfter(3 * MILLI, new FaultException(Fault.BUSY, "full"));
    tally.failedAfter(900 * MILLI, new FaultException(Fault.TOO_LATE, "over"));
    tally.failedAfter(MILLI, new FaultException(Fault.BROKEN, "ours"));

    assertThat(measured().counts()).isEqualTo(new Counts(10, 4, 2, 1, 1));
    assertThat(measured().imagesPerSecond()).isEqualTo(2);
    assertThat(measured().example()).isEqualTo("BUSY: full");
    assertThat(measured().refusal().orElseThrow().most()).isBetween(3.0, 3.01);
    assertThat(measured().image()).isEmpty();
    assertThat(measured().paint().orElseThrow().p50()).isBetween(7.0, 7.01);
  }

  @Test
  void quantilesAreThoseOfTheTimes() {
    for (int i = 1; i <= 1000; i++) {
      tally.imageAfter(i * MILLI);
    }

    var image = measured().image().orElseThrow();
    assertThat(image.p50()).isBetween(500.0, 500.5);
    assertThat(image.p95()).isBetween(950.0, 951.0);
    assertThat(image.p99()).isBetween(990.0, 991.0);
    assertThat(image.most()).isBetween(1000.0, 1001.0);
  }
}
