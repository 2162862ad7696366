package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.resail.synthesis.OutputSize;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  private static final OutputSize SIZE = new OutputSize(12, 8);
  private static final int PIXELS = 96;
  private static final int PLANES = 3;

  private static float[] disturbed(Disturbance disturbance, float[] image, int[] classes) {
    return disturbance.of(image, classes, SIZE, new SplittableRandom(5));
  }

  private static float[] constant(float value) {
    float[] image = new float[PLANES * PIXELS];
    Arrays.fill(image, value);
    return image;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float each : values) {
      sum += each;
    }
    return sum / values.length;
  }

  @Test
  void aBlurSpreadsAPointByTheGaussianAndLosesNothing() {
    float[] point = constant(0);
    point[PIXELS + 4 * 12 + 6] = 1;

    float[] blurred = disturbed(Disturbance.BLURRED, point, new int[PIXELS]);

    assertThat(mean(blurred) * blurred.length).isCloseTo(1, within(1e-5));
    double centre = blurred[PIXELS + 4 * 12 + 6];
    assertThat(blurred[PIXELS + 4 * 12 + 7] / centre).isCloseTo(Math.exp(-0.5), within(1e-5));
    assertThat(blurred[PIXELS + 2 * 12 + 6] / centre).isCloseTo(Math.exp(-2), within(1e-5));
    assertThat(blurred[4 * 12 + 6]).isZero();
    assertThat(blurred[PIXELS + 4 * 12 + 10]).isZero();
  }

  @Test
  void aBlurLeavesEvenPlanesAsTheyAre() {
    assertThat(disturbed(Disturbance.BLURRED, constant(0.25f), new int[PIXELS]))
        .containsExactly(constant(0.25f), within(1e-6f));
  }

  @Test
  void noiseHasItsDeviation() {
    float[] noisy = disturbed(Disturbance.NOISY, constant(0), new int[PIXELS]);

    double square = 0;
    for (float each : noisy) {
      square += each * each / noisy.length;
    }
    // Of 288 draws the deviation is known to about 4 %.
    assertThat(Math.sqrt(square) * 127.5).isCloseTo(10, within(2.0));
  }

  @Test
  void theCheckerboardHasSquaresOfTwoPixels() {
    float[] checkered = disturbed(Disturbance.CHECKERBOARD, constant(0), new int[PIXELS]);

    assertThat(checkered[0]).isEqualTo(8 / 127.5f).isEqualTo(checkered[13]);
    assertThat(checkered[2]).isEqualTo(-8 / 127.5f).isEqualTo(checkered[24]);
    assertThat(mean(checkered)).isCloseTo(0, within(1e-6));
  }

  @Test
  void flatClassesHaveTheMeanColourOfTheirPixels() {
    float[] image = new float[PLANES * PIXELS];
    int[] classes = new int[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      classes[i] = i < 24 ? 3 : 0;
      image[i] = i < 24 ? i % 2 : 0.5f;
    }

    float[] flat = disturbed(Disturbance.FLAT, image, classes);

    assertThat(flat[0]).isEqualTo(0.5f).isEqualTo(flat[23]);
    assertThat(flat[24]).isEqualTo(0.5f);
    assertThat(flat[PIXELS]).isZero();
  }

  @Test
  void evenLightTakesTheMeanAway() {
    float[] image = constant(0.5f);
    image[0] = -0.25f;

    float[] lit = disturbed(Disturbance.EVENLY_LIT, image, new int[PIXELS]);

    assertThat(mean(lit)).isCloseTo(0, within(1e-6));
    assertThat(lit[1] - lit[0]).isCloseTo(0.75f, within(1e-6f));
  }
}
