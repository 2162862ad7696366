package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resail.fault.Patience;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synth.network.Workload;
import io.resail.synthesis.OutputSize;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is predicted against what is measured.
@Timeout(120)
class ForecastTest {
  /// Predictions of memory at a size that was never painted are this near the truth, either way.
  private static final double FACTOR = 1.5;

  private static DeviceThread device;

  @BeforeAll
  static void open() {
    device = DeviceThread.cpu(2);
  }

  @AfterAll
  static void close() {
    device.close();
  }

  private static Checkpoint checkpoint(NormKind norm, int ngf, int side) {
    return Checkpoint.untrained(
        "m",
        new NetworkSettings(
            norm, 12, new NetworkSettings.Widths(ngf, 32, 32), Upsampling.NORMAL, side, 1),
        "f",
        1);
  }

  /// Wide enough, or the peak would pass between two looks.
  @Test
  void memoryAtAnotherSizeIsWhatWasPredicted() {
    assumeTrue(NativeMemory.inUse().isPresent(), "the C library does not tell what is in use");
    for (NormKind norm : List.of(NormKind.RESAIL, NormKind.SPADE)) {
      try (SynthesisEngine engine = SynthesisEngine.load(checkpoint(norm, 16, 256), device)) {
        OutputSize other = new OutputSize(384, 256);
        long predicted = engine.forecast(other).activationBytes();
        // On a busy machine a look may come too late for a peak: the most of several is the peak.
        long measured = 0;
        for (int turn = 5; turn < 9; turn++) {
          Sketch sketch = WarmUp.sketch(other, 12, turn);
          long peak =
              PeakMemory.during(
                  device::memoryUsed, () -> engine.paint(List.of(sketch), Patience.endless()));
          measured = Math.max(measured, peak);
        }

        assertThat(predicted / (double) measured).isBetween(1 / FACTOR, FACTOR);
        assertThat(engine.forecast(other).time()).isPositive();
      }
    }
  }

  @Test
  void aModelThatIsClosedGivesItsMemoryBack() {
    assumeTrue(NativeMemory.inUse().isPresent(), "the C library does not tell what is in use");
    Checkpoint checkpoint = checkpoint(NormKind.RESAIL, 32, 96);
    long weights = checkpoint.counted().weightBytes();
    assertThat(weights).isGreaterThan(50 << 20);
    long before = device.status().memoryUsed();

    SynthesisEngine engine = SynthesisEngine.load(checkpoint, device);
    long loaded = device.status().memoryUsed();
    engine.close();
    long after = device.status().memoryUsed();

    // The fast path has rows of zeros that the network has not, and no spectral vectors.
    assertThat(engine.weightBytes() / (double) weights).isCloseTo(1, within(0.05));
    assertThat((loaded - before) / (double) weights).isCloseTo(1, within(0.4));
    assertThat((loaded - after) / (double) weights).isCloseTo(1, within(0.4));
  }

  @Test
  void timeGrowsWithTheWorkAndFollowsWhatIsMeasured() {
    Calibration calibration = new Calibration();
    Workload small = new Workload(1000, 100, 1);
    Workload large = new Workload(4000, 400, 1);
    OutputSize size = new OutputSize(1, 1);

    calibration.learnTime(small, Duration.ofMillis(10));
    calibration.learnMemory(small, 50);

    assertThat(calibration.forecast(size, large).time()).isEqualTo(Duration.ofMillis(40));
    assertThat(calibration.forecast(size, large).activationBytes()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      calibration.learnTime(large, Duration.ofMillis(20));
    }
    assertThat(calibration.forecast(size, small).time().toNanos() / 1e6).isCloseTo(5, within(0.01));
  }

  @Test
  void theBudgetIsTheOneGivenOrAPartOfTheMachine() {
    try (DeviceThread tight = DeviceThread.cpu(2, OptionalLong.of(12345))) {
      assertThat(tight.status().memoryBudget()).isEqualTo(12345);
    }
    long usual = device.status().memoryBudget();
    assertThat(usual).isPositive();
    NativeMemory.machine().ifPresent(bytes -> assertThat(usual).isLessThan(bytes));
  }
}
