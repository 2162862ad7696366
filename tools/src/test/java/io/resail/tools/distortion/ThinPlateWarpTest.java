package io.resail.tools.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import io.resail.tools.distortion.ControlPoints.Point;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seeds.class)
class ThinPlateWarpTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private final Fixture golden = new Fixture("tps_warp.safetensors");
  private final PlateKernel kernel = new PlateKernel(WIDTH, HEIGHT);

  @Test
  void picksTheReferencesPoints() {
    int[] contour = golden.ints("1.contour_xy");
    int[] picks = ControlPoints.picks(contour.length / 2);

    assertThat(picks).isEqualTo(golden.ints("1.contour_picks"));
    double[] source = golden.tensor("1.src_points_yx").doubles();
    for (int i = 0; i < picks.length; i++) {
      assertThat((double) contour[2 * picks[i]]).isEqualTo(source[2 * i + 1]);
      assertThat((double) contour[2 * picks[i] + 1]).isEqualTo(source[2 * i]);
    }
  }

  @Test
  void flowsLikeTheReference() {
    double[] expected = golden.tensor("1.flow_yx").doubles();
    ThinPlateWarp warp = new ThinPlateWarp(points(), kernel);
    double[] down = new double[WIDTH];
    double[] across = new double[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      warp.flow(y, 0, down, across);
      for (int x = 0; x < WIDTH; x++) {
        assertThat(down[x]).isEqualTo(expected[2 * (y * WIDTH + x)], within(1e-9));
        assertThat(across[x]).isEqualTo(expected[2 * (y * WIDTH + x) + 1], within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bendsLikeTheReference(WarpRule rule) {
    String name = rule == WarpRule.CENTRED ? "centred" : "released";
    float[] image = golden.tensor("1.image").floats();
    float[] light = new float[image.length];
    for (int i = 0; i < light.length; i++) {
      light[i] = image[i % 3 * WIDTH * HEIGHT + i / 3] + 1;
    }
    Box canvas = new Box(0, 0, WIDTH, HEIGHT);
    SoftLayer flat = new SoftLayer(canvas, light, canvas, golden.mask("1.mask"));

    SoftLayer bent = flat.bent(new ThinPlateWarp(points(), kernel), rule, WIDTH, HEIGHT);

    float[] expected = golden.tensor("1.image_" + name).floats();
    Mask mask = golden.mask("1.mask_" + name);
    int different = 0;
    for (int i = 0; i < expected.length; i++) {
      int pixel = i % (WIDTH * HEIGHT);
      float value = bent.light(pixel % WIDTH, pixel / WIDTH, i / (WIDTH * HEIGHT)) - 1;
      assertThat(value).isEqualTo(expected[i], within(1e-4f));
    }
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        different += bent.has(x, y) == mask.has(x, y) ? 0 : 1;
      }
    }
    // The reference's ties at the control points are broken by its rounding.
    assertThat(different).isLessThanOrEqualTo(10);
  }

  @RepeatedTest(50)
  void takesEachPointWhereItWasPulled(SplittableRandom random) {
    Mask mask = Masks.any(random);
    Box box = new Box(5, 7, mask.width(), mask.height());
    ControlPoints.draw(mask, box, random)
        .ifPresent(
            points -> {
              ThinPlateWarp warp = new ThinPlateWarp(points, kernel);
              double[] down = new double[1];
              double[] across = new double[1];
              for (int k = 0; k < ControlPoints.NUMBER; k++) {
                warp.flow(points.moved().get(k).y(), points.moved().get(k).x(), down, across);
                assertThat(down[0])
                    .isEqualTo(
                        points.moved().get(k).y() - points.source().get(k).y(), within(1e-6));
                assertThat(across[0])
                    .isEqualTo(
                        points.moved().get(k).x() - points.source().get(k).x(), within(1e-6));
              }
            });
  }

  @RepeatedTest(50)
  void pullsAtMostThreePointsAndNoneFurtherThanTheAreaAllows(SplittableRandom random) {
    Mask mask = Masks.any(random);
    double most = 0.088 * Math.sqrt(mask.area());
    ControlPoints.draw(mask, new Box(0, 0, mask.width(), mask.height()), random)
        .ifPresent(
            points -> {
              int moved = 0;
              for (int k = 0; k < ControlPoints.NUMBER; k++) {
                int dx = points.moved().get(k).x() - points.source().get(k).x();
                int dy = points.moved().get(k).y() - points.source().get(k).y();
                moved += dx == 0 && dy == 0 ? 0 : 1;
                // Truncation to whole pixels adds less than one.
                assertThat((double) Math.max(Math.abs(dx), Math.abs(dy))).isLessThan(most + 1);
              }
              assertThat(moved).isLessThanOrEqualTo(3);
            });
  }

  @Test
  void bendsNothingThatIsTooSmallOrFlat() {
    SplittableRandom random = new SplittableRandom(1);
    Mask dot = Mask.of(3, 3, (x, y) -> true);
    Mask line = Mask.of(40, 1, (x, y) -> true);

    assertThat(ControlPoints.draw(dot, new Box(0, 0, 3, 3), random)).isEmpty();
    assertThat(ControlPoints.draw(line, new Box(0, 0, 40, 1), random)).isEmpty();
  }

  private ControlPoints points() {
    return new ControlPoints(points("1.src_points_yx"), points("1.dst_points_yx"));
  }

  private List<Point> points(String name) {
    double[] pairs = golden.tensor(name).doubles();
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> new Point((int) pairs[2 * i + 1], (int) pairs[2 * i]))
        .toList();
  }
}
