package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
  private static NetworkSettings settings(NormKind norm, int ngf, int side) {
    return new NetworkSettings(
        norm, 151, new NetworkSettings.Widths(ngf, 128, 256), Upsampling.NORMAL, side, 1);
  }

  /// Counted independently when this project was planned: 362 GFLOP, two for each multiplication.
  @Test
  void theGeneratorOfSpadeTakesWhatIsKnownOfIt() {
    double flops = 2.0 * Workload.of(settings(NormKind.SPADE, 64, 256)).multiplications();

    assertThat(flops / 1e9).isCloseTo(362, within(4.0));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEAN")
  void weightsAreThoseOfTheBlueprint(NormKind norm) {
    NetworkSettings settings = settings(norm, 4, 128);

    long elements =
        settings.blueprint().entries().values().stream().mapToLong(Blueprint.Entry::count).sum();
    assertThat(Workload.of(settings).weightBytes()).isBetween(4 * elements, 4 * elements + 1000);
  }

  @Test
  void fourTimesThePixelsTakeFourTimesTheWorkAndTheSameWeights() {
    Workload small = Workload.of(settings(NormKind.RESAIL, 8, 128));
    Workload large = Workload.of(settings(NormKind.RESAIL, 8, 256));

    assertThat(large.activationBytes()).isEqualTo(4 * small.activationBytes());
    assertThat(large.multiplications() / (double) small.multiplications())
        .isCloseTo(4, within(0.01));
    assertThat(large.weightBytes()).isEqualTo(small.weightBytes());
    assertThat(small.scaled(4).activationBytes()).isEqualTo(large.activationBytes());
    assertThat(small.scaled(4).multiplications() / (double) large.multiplications())
        .isCloseTo(1, within(0.01));
  }
}
