package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  /// Each pixel's red says which pixel it is.
  @Test
  void givesEachPixelTheColourOfANearestOneInside() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 50; round++) {
      int width = random.nextInt(1, 12);
      int height = random.nextInt(1, 12);
      boolean[] inside = new boolean[width * height];
      byte[] samples = new byte[3 * inside.length];
      for (int i = 0; i < inside.length; i++) {
        inside[i] = random.nextInt(4) == 0;
        samples[3 * i] = (byte) i;
      }
      inside[random.nextInt(inside.length)] = true;
      Mask mask = Mask.of(width, height, (x, y) -> inside[y * width + x]);
      Box reach = new Box(1, 0, width + 5, height + 6);

      RgbImage continued =
          Continuation.of(
              RgbImage.of(width, height, samples), mask, new Box(3, 2, width, height), reach);

      for (int y = 0; y < reach.height(); y++) {
        for (int x = 0; x < reach.width(); x++) {
          int source = continued.sample(x, y, 0);
          assertThat(inside[source]).isTrue();
          assertThat(steps(source, width, x - 2, y - 2))
              .isEqualTo(fewest(inside, width, x - 2, y - 2));
        }
      }
    }
  }

  @Test
  void refusesAShapeWithoutPixels() {
    RgbImage picture = RgbImage.black(2, 2);
    Mask none = Mask.of(2, 2, (_, _) -> false);
    assertThatThrownBy(() -> Continuation.of(picture, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a pixel in the mask");
  }

  private static int steps(int source, int width, int x, int y) {
    return Math.abs(source % width - x) + Math.abs(source / width - y);
  }

  private static int fewest(boolean[] inside, int width, int x, int y) {
    return IntStream.range(0, inside.length)
        .filter(i -> inside[i])
        .map(i -> steps(i, width, x, y))
        .min()
        .orElseThrow();
  }
}
