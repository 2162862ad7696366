package io.resail.synth.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.LabelMap;
import io.resail.raster.NearestPixel;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class GapsTest {
  @RepeatedTest(50)
  void takesTheNearestFilledPixelOfTheSameLabel(SplittableRandom random) {
    int width = random.nextInt(1, 12);
    int height = random.nextInt(1, 12);
    int[] labels = random.ints((long) width * height, 0, 4).toArray();
    boolean[] filled = new boolean[labels.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = labels[i] != 3 && random.nextInt(4) == 0;
    }
    // Each label takes two by two pixels of the map, of which the first is looked at.
    int[] large = new int[4 * labels.length];
    for (int i = 0; i < large.length; i++) {
      large[i] = labels[i / (2 * width) / 2 * width + i % (2 * width) / 2];
    }

    int[] sources =
        Gaps.sources(
            LabelMap.of(2 * width, 2 * height, large),
            new OutputSize(width, height),
            i -> filled[i]);

    for (int i = 0; i < labels.length; i++) {
      int at = i;
      int fewest =
          IntStream.range(0, labels.length)
              .filter(k -> filled[k] && labels[k] == labels[at])
              .map(k -> steps(at, k, width))
              .min()
              .orElse(-1);
      if (fewest < 0) {
        assertThat(sources[i]).isEqualTo(NearestPixel.NONE);
      } else {
        assertThat(filled[sources[i]]).isTrue();
        assertThat(labels[sources[i]]).isEqualTo(labels[i]);
        assertThat(steps(i, sources[i], width)).isEqualTo(fewest);
      }
    }
  }

  private static int steps(int one, int other, int width) {
    return Math.abs(one % width - other % width) + Math.abs(one / width - other / width);
  }
}
