package io.resail.tools.golden;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.tools.distortion.Contours;
import io.resail.tools.distortion.ControlPoints;
import io.resail.tools.distortion.ControlPoints.Point;
import io.resail.tools.distortion.PlateKernel;
import io.resail.tools.distortion.SoftLayer;
import io.resail.tools.distortion.ThinPlateWarp;
import io.resail.tools.distortion.WarpRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The thin-plate-spline warp of distorted ground truth (spec sections 5.1 and 5.2).
final class WarpSubject implements GoldenSubject {
  private static final double FLOW_BOUND = 1e-9;
  private static final double IMAGE_BOUND = 1e-4;

  /// The reference breaks half-way ties at the control points by its own rounding.
  private static final double MOST_TIES = 10;

  @Override
  public boolean answersFor(String file) {
    return file.equals("tps_warp");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    for (String name : golden.tensors().keySet()) {
      if (name.startsWith("contour.") && name.endsWith(".mask")) {
        String contour = name.replace(".mask", ".xy");
        Mask mask = ResizeSubject.mask(golden.tensor(name), 0);
        cases.same(contour, golden.tensor(contour).longs(), longs(Contours.longest(mask)));
      }
    }
    for (int i = 0; golden.find(i + ".mask").isPresent(); i++) {
      points(golden, i + ".", cases);
      warp(golden, i + ".", cases);
    }
  }

  private static void points(Weights golden, String prefix, Cases cases) {
    int[] contour = Contours.longest(ResizeSubject.mask(golden.tensor(prefix + "mask"), 0));
    int[] picks = ControlPoints.picks(contour.length / 2);
    double[] points =
        Arrays.stream(picks)
            .flatMap(p -> IntStream.of(contour[2 * p + 1], contour[2 * p]))
            .asDoubleStream()
            .toArray();
    cases.same(prefix + "contour_xy", golden.tensor(prefix + "contour_xy").longs(), longs(contour));
    cases.same(
        prefix + "contour_picks", golden.tensor(prefix + "contour_picks").longs(), longs(picks));
    cases.within(
        prefix + "src_points_yx", 0, golden.tensor(prefix + "src_points_yx").doubles(), points);
  }

  private static void warp(Weights golden, String prefix, Cases cases) {
    Mask mask = ResizeSubject.mask(golden.tensor(prefix + "mask"), 0);
    int width = mask.width();
    int height = mask.height();
    ThinPlateWarp warp =
        new ThinPlateWarp(
            new ControlPoints(
                points(golden.tensor(prefix + "src_points_yx")),
                points(golden.tensor(prefix + "dst_points_yx"))),
            new PlateKernel(width, height));
    double[] flow = new double[2 * width * height];
    double[] grid = new double[flow.length];
    double[] down = new double[width];
    double[] across = new double[width];
    for (int y = 0, i = 0; y < height; y++) {
      warp.flow(y, 0, down, across);
      for (int x = 0; x < width; x++, i += 2) {
        flow[i] = down[x];
        flow[i + 1] = across[x];
        grid[i] = 2 * (x - across[x]) / width - 1;
        grid[i + 1] = 2 * (y - down[x]) / height - 1;
      }
    }
    cases.within(prefix + "flow_yx", FLOW_BOUND, golden.tensor(prefix + "flow_yx").doubles(), flow);
    cases.within(
        prefix + "grid_released",
        FLOW_BOUND,
        golden.tensor(prefix + "grid_released").doubles(),
        grid);
    Box canvas = new Box(0, 0, width, height);
    SoftLayer flat =
        new SoftLayer(canvas, light(golden.tensor(prefix + "image").floats()), canvas, mask);
    for (WarpRule rule : WarpRule.values()) {
      String name = rule == WarpRule.CENTRED ? "centred" : "released";
      SoftLayer bent = flat.bent(warp, rule, width, height);
      compare(golden, prefix + "image_" + name, prefix + "mask_" + name, bent, cases);
    }
  }

  private static void compare(
      Weights golden, String image, String mask, SoftLayer bent, Cases cases) {
    Mask expectedMask = ResizeSubject.mask(golden.tensor(mask), 0);
    float[] expected = golden.tensor(image).floats();
    float[] given = new float[expected.length];
    int pixels = expected.length / 3;
    int different = 0;
    for (int i = 0; i < pixels; i++) {
      int x = i % expectedMask.width();
      int y = i / expectedMask.width();
      different += bent.has(x, y) == expectedMask.has(x, y) ? 0 : 1;
      for (int c = 0; c < 3; c++) {
        given[c * pixels + i] = bent.light(x, y, c) - 1;
      }
    }
    cases.within(image, IMAGE_BOUND, expected, given);
    cases.add(mask, different, MOST_TIES);
  }

  /// Light of each pixel from planes in the network's range.
  private static float[] light(float[] planes) {
    float[] light = new float[planes.length];
    for (int i = 0; i < light.length; i++) {
      light[i] = planes[i % 3 * (planes.length / 3) + i / 3] + 1;
    }
    return light;
  }

  private static List<Point> points(Tensor tensor) {
    double[] pairs = tensor.doubles();
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> new Point((int) pairs[2 * i + 1], (int) pairs[2 * i]))
        .toList();
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
