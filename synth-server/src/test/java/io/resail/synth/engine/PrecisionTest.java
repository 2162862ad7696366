package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Precision;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.OutputSize;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The path that GPUs take, run slowly on the processor: what it computes does not depend on the
/// device.
@Timeout(120)
class PrecisionTest {
  private static DeviceThread device;

  @BeforeAll
  static void open() {
    device = DeviceThread.cpu(2);
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void halvesPaintNearlyTheSamePicture(NormKind norm) {
    SplittableRandom random = new SplittableRandom(1);
    NetworkSettings settings =
        new NetworkSettings(norm, 5, new NetworkSettings.Widths(2, 4, 4), Upsampling.NORMAL, 96, 1);
    Checkpoint checkpoint =
        new Checkpoint(
            "m",
            settings,
            GuidanceRule.INTENDED,
            "f",
            false,
            "noise",
            NoisyWeights.of(settings.blueprint(), random));
    Sketch sketch = WarmUp.sketch(new OutputSize(96, 96), 5, 2);
    try (SynthesisEngine whole = SynthesisEngine.load(checkpoint, device);
        SynthesisEngine halves =
            SynthesisEngine.load(checkpoint, device, Precision.FLOAT16, Optional.empty())) {
      List<RgbImage> expected = whole.paint(List.of(sketch), Patience.endless());
      List<RgbImage> painted = halves.paint(List.of(sketch), Patience.endless());

      assertThat(Pictures.decibels(painted, expected)).isGreaterThan(40);
      assertThat(halves.weightBytes()).isLessThan(whole.weightBytes() * 6 / 10);
    }
  }
}
