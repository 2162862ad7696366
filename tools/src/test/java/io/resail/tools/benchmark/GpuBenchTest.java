package io.resail.tools.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Precision;
import io.resail.synth.network.Upsampling;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// On the processor, which takes the same ways through the same arrays.
class GpuBenchTest {
  private static final NetworkSettings SETTINGS =
      new NetworkSettings(
          NormKind.RESAIL, 151, new NetworkSettings.Widths(2, 4, 4), Upsampling.NORMAL, 96, 1);

  @Test
  void everyWayPaintsThePictureAndIsCounted() {
    GpuBenchResult result =
        GpuBench.run(
            -1,
            List.of(new GeneratorCase("96x96", SETTINGS, 2)),
            _ -> List.of(stripes(1), stripes(2)),
            GeneratorBench::weights,
            1,
            _ -> {});

    assertThat(result.rows()).hasSize(4);
    assertThat(result.rows()).allSatisfy(row -> assertThat(row.seconds()).isPositive());
    assertThat(row(result, Precision.FLOAT32, GpuBench.Way.DENSE).maxError()).isZero();
    assertThat(row(result, Precision.FLOAT32, GpuBench.Way.TABLES).maxError())
        .isGreaterThan(0)
        .isLessThan(1e-3);
    assertThat(row(result, Precision.FLOAT16, GpuBench.Way.DENSE).decibels()).isBetween(30., 90.);
    assertThat(result.json()).contains("\"way\":\"TABLES\"", "\"images_per_second\"");
  }

  private static GpuBenchResult.Row row(
      GpuBenchResult result, Precision precision, GpuBench.Way way) {
    return result.rows().stream()
        .filter(each -> each.precision() == precision && each.way() == way)
        .findFirst()
        .orElseThrow();
  }

  private static int[] stripes(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] map = new int[96 * 96];
    for (int y = 0; y < 96; y++) {
      int label = random.nextInt(5);
      Arrays.fill(map, 96 * y, 96 * (y + 1), label);
    }
    return map;
  }
}
