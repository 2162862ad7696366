package io.resail.tools.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.Mask;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.class)
class ContoursTest {
  private final Fixture golden = new Fixture("tps_warp.safetensors");

  @ParameterizedTest
  @CsvSource({
    "contour.ell.mask, contour.ell.xy",
    "contour.line.mask, contour.line.xy",
    "contour.lshape.mask, contour.lshape.xy",
    "contour.square.mask, contour.square.xy",
    "1.mask, 1.contour_xy"
  })
  void agreesWithTheReference(String mask, String contour) {
    assertThat(Contours.longest(golden.mask(mask))).isEqualTo(golden.ints(contour));
  }

  @Test
  void aSinglePixelIsOnePoint() {
    assertThat(Contours.longest(mask("...", ".#.", "..."))).containsExactly(1, 1);
  }

  @Test
  void nothingHasNoPoints() {
    assertThat(Contours.longest(mask("...", "..."))).isEmpty();
  }

  @Test
  void ofEquallyLongOnesTheLastIsTaken() {
    assertThat(Contours.longest(mask("##...", ".....", "..##."))).containsExactly(2, 2, 3, 2);
  }

  @Test
  void whatLiesInAHoleHasNoOuterBorder() {
    int[] contour =
        Contours.longest(
            mask(
                "#####..", //
                "#...#..", "#.#.#..", "#...#..", "#####.#"));

    assertThat(contour).hasSize(2 * 16);
    assertThat(Contours.longest(mask("###", "#.#", "###"))).hasSize(2 * 8);
  }

  @Test
  void aDiagonalGapDoesNotOpenAHole() {
    // The hole touches the outside by a corner only, so the pixel in it stays inside.
    int[] contour =
        Contours.longest(
            mask(
                ".####", //
                "#...#", "#.#.#", "#...#", "#####"));

    assertThat(contour).hasSize(2 * 15);
  }

  @RepeatedTest(200)
  void pointsAreOnTheMaskBesideEmptinessAndStepByStep(SplittableRandom random) {
    Mask mask = Masks.any(random);

    int[] points = Contours.longest(mask);

    assertThat(points).isNotEmpty();
    int n = points.length / 2;
    for (int i = 0; i < n; i++) {
      int x = points[2 * i];
      int y = points[2 * i + 1];
      assertThat(mask.has(x, y)).isTrue();
      assertThat(
              empty(mask, x - 1, y)
                  || empty(mask, x + 1, y)
                  || empty(mask, x, y - 1)
                  || empty(mask, x, y + 1))
          .isTrue();
      int next = (i + 1) % n;
      assertThat(Math.abs(points[2 * next] - x)).isLessThanOrEqualTo(1);
      assertThat(Math.abs(points[2 * next + 1] - y)).isLessThanOrEqualTo(1);
    }
  }

  private static boolean empty(Mask mask, int x, int y) {
    return x < 0 || y < 0 || x >= mask.width() || y >= mask.height() || !mask.has(x, y);
  }

  private static Mask mask(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }
}
