package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class ResamplingTest {
  @RepeatedTest(100)
  void nearestIndicesFollowTheirFormulas(SplittableRandom random) {
    int from = 1 + random.nextInt(3000);
    int to = 1 + random.nextInt(3000);
    int[] a = Resampling.nearestA(from, to);
    int[] b = Resampling.nearestB(from, to);

    assertThat(a).hasSize(to);
    assertThat(b).hasSize(to);
    for (int i = 0; i < to; i++) {
      // Largest integer not above i * from / to, by its definition.
      assertThat((long) a[i] * to).isLessThanOrEqualTo((long) i * from);
      assertThat((a[i] + 1L) * to).isGreaterThan((long) i * from);
      // Exactly between two samples the rounding of the running sum may take the lower one.
      boolean tie = (2L * i + 1) * from % (2L * to) == 0;
      long lower = (2L * i + 1) * from / (2L * to);
      assertThat((long) b[i]).isBetween(tie ? lower - 1 : lower, lower);
      assertThat(b[i]).isBetween(0, from - 1);
    }
  }

  @Test
  void nearestIndicesOfLargeSizesDoNotOverflow() {
    assertThat(Resampling.nearestA(1 << 30, 1 << 20)[(1 << 20) - 1]).isEqualTo((1 << 30) - 1024);
    assertThat(Resampling.nearestB(1 << 30, 1 << 20)[(1 << 20) - 1]).isEqualTo((1 << 30) - 512);
  }

  @Test
  void nearestBRoundsTiesAsTheReferenceDoes() {
    assertThat(Resampling.nearestB(56, 70)).startsWith(0, 1, 2, 2, 3, 4, 5, 5);
    assertThat(Resampling.nearestB(40, 100)[7]).isEqualTo(2);
  }

  @Test
  void theTwoNearestRulesDiffer() {
    assertThat(Resampling.nearestA(5, 3)).containsExactly(0, 1, 3);
    assertThat(Resampling.nearestB(5, 3)).containsExactly(0, 2, 4);
  }

  @RepeatedTest(30)
  void theSameSizeIsTheSameGrid(SplittableRandom random) {
    Mask mask = Masks.any(random);
    LabelMap map = LabelMaps.any(random, Catalogs.any(random));
    RgbImage image = noise(random, 1 + random.nextInt(30), 1 + random.nextInt(30));

    assertThat(Resampling.nearestA(mask, mask.width(), mask.height())).isEqualTo(mask);
    assertThat(Resampling.nearestB(mask, mask.width(), mask.height())).isEqualTo(mask);
    assertThat(Resampling.nearestB(map, map.width(), map.height())).isEqualTo(map);
    assertThat(Resampling.nearestB(image, image.width(), image.height())).isEqualTo(image);
    assertThat(Resampling.bicubic(image, image.width(), image.height())).isEqualTo(image);
  }

  @RepeatedTest(30)
  void aConstantImageStaysConstant(SplittableRandom random) {
    byte[] samples = new byte[3 * 13 * 7];
    Arrays.fill(samples, (byte) random.nextInt());
    RgbImage flat = RgbImage.of(13, 7, samples);
    int width = 1 + random.nextInt(60);
    int height = 1 + random.nextInt(60);

    byte[] expected = new byte[3 * width * height];
    Arrays.fill(expected, samples[0]);
    assertThat(Resampling.bicubic(flat, width, height))
        .isEqualTo(RgbImage.of(width, height, expected));
    assertThat(Resampling.nearestB(flat, width, height))
        .isEqualTo(RgbImage.of(width, height, expected));
  }

  @RepeatedTest(30)
  void wholeEnlargementsByNearestRepeatPixels(SplittableRandom random) {
    Mask mask = Masks.any(random);
    int times = 1 + random.nextInt(5);
    Mask repeated =
        Mask.of(
            mask.width() * times, mask.height() * times, (x, y) -> mask.has(x / times, y / times));

    assertThat(Resampling.nearestA(mask, repeated.width(), repeated.height())).isEqualTo(repeated);
    assertThat(Resampling.nearestB(mask, repeated.width(), repeated.height())).isEqualTo(repeated);
  }

  @RepeatedTest(30)
  void aResizedLabelMapHoldsNoNewPairOfValues(SplittableRandom random) {
    LabelMap map = LabelMaps.withInstances(random, Catalogs.any(random), 31, 22);
    LabelMap resized = Resampling.nearestB(map, 1 + random.nextInt(50), 1 + random.nextInt(50));

    assertThat(pairs(map)).containsAll(pairs(resized));
  }

  @RepeatedTest(30)
  void bicubicTurnsWithTheImage(SplittableRandom random) {
    RgbImage image = noise(random, 1 + random.nextInt(20), 1 + random.nextInt(20));
    int size = 1 + random.nextInt(40);

    // One axis at a time: two passes round in between, so their order would show.
    assertThat(transposed(Resampling.bicubic(image, size, image.height())))
        .isEqualTo(Resampling.bicubic(transposed(image), image.height(), size));
    assertThat(mirrored(Resampling.bicubic(image, 2 * image.width(), image.height())))
        .isEqualTo(Resampling.bicubic(mirrored(image), 2 * image.width(), image.height()));
  }

  @RepeatedTest(30)
  void bicubicChannelsDoNotTouch(SplittableRandom random) {
    RgbImage image = noise(random, 9, 12);
    byte[] green = new byte[9 * 12];
    byte[] all = image.toSamples();
    Arrays.setAll(new int[green.length], i -> green[i] = all[3 * i + 1]);
    int width = 1 + random.nextInt(30);
    int height = 1 + random.nextInt(30);

    byte[] alone = Resampling.bicubic(green, 9, 12, 1, width, height);
    byte[] together = Resampling.bicubic(image, width, height).toSamples();

    for (int i = 0; i < alone.length; i++) {
      assertThat(together[3 * i + 1]).isEqualTo(alone[i]);
    }
  }

  @Test
  void emptySizesAreRefused() {
    RgbImage image = RgbImage.black(2, 2);

    assertThatThrownBy(() -> Resampling.nearestA(0, 3)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Resampling.nearestB(3, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Resampling.bicubic(image, 0, 2)).hasMessageContaining("at least 1");
  }

  private static Set<Long> pairs(LabelMap map) {
    Set<Long> pairs = new HashSet<>();
    int[] instances = map.toInstances();
    int[] labels = map.toLabels();
    for (int i = 0; i < labels.length; i++) {
      pairs.add((long) labels[i] << 32 | instances[i]);
    }
    return pairs;
  }

  private static RgbImage noise(SplittableRandom random, int width, int height) {
    byte[] samples = new byte[3 * width * height];
    random.nextBytes(samples);
    return RgbImage.of(width, height, samples);
  }

  private static RgbImage transposed(RgbImage image) {
    return picked(image.height(), image.width(), (x, y) -> image.rgb(y, x));
  }

  private static RgbImage mirrored(RgbImage image) {
    return picked(image.width(), image.height(), (x, y) -> image.rgb(image.width() - 1 - x, y));
  }

  private static RgbImage picked(int width, int height, IntBinaryOperator rgb) {
    byte[] samples = new byte[3 * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = rgb.applyAsInt(x, y);
        samples[i++] = (byte) (pixel >> 16);
        samples[i++] = (byte) (pixel >> 8);
        samples[i++] = (byte) pixel;
      }
    }
    return RgbImage.of(width, height, samples);
  }
}
