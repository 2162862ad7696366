package io.resail.tools.benchmark;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import java.util.List;
import java.util.SplittableRandom;

/// Shapes without end, each a procedural or real one that was turned, bent, covered in part and cut
/// off, at the sizes that objects have in photographs. The same seed gives the same shapes.
/// Immutable, any thread.
final class ShapeStock {
  private static final List<ShapeKind> KINDS = List.of(ShapeKind.values());
  private static final double SMALLEST_SIDE = 14;
  private static final double LARGEST_SIDE = 150;

  private final List<Mask> real;

  /// @param real masks that take turns with procedural ones; may be empty
  ShapeStock(List<Mask> real) {
    this.real = List.copyOf(real);
  }

  /// A shape of a class in its tight box; classes differ in kind and proportions.
  Mask shape(int classId, SplittableRandom random) {
    while (true) {
      Mask drawn =
          !real.isEmpty() && random.nextBoolean()
              ? bent(real.get(random.nextInt(real.size())), random)
              : drawn(classId, random);
      if (drawn.area() > 0) {
        return tight(drawn);
      }
    }
  }

  private static Mask drawn(int classId, SplittableRandom random) {
    ShapeKind kind = KINDS.get(classId % KINDS.size());
    Outline shape =
        kind.draw(random).moved(bend(random)).moved(turn(random, kind.aspect() * own(classId)));
    double[] bounds = shape.bounds();
    double wide = bounds[2] - bounds[0];
    double high = bounds[3] - bounds[1];
    double scale = size(random) / Math.sqrt(Math.max(1e-6, wide * high));
    int width = Math.clamp(Math.round(wide * scale), 2, 400);
    int height = Math.clamp(Math.round(high * scale), 2, 400);
    long[] bits = new long[(width * height + 63) >>> 6];
    shape
        .moved(
            (x, y) ->
                new double[] {(x - bounds[0]) / wide * width, (y - bounds[1]) / high * height})
        .draw(bits, width, height, true);
    cover(bits, width, height, random);
    return Mask.ofWords(width, height, bits);
  }

  /// Hides parts behind other shapes, and cuts some off as the rim of an image does.
  private static void cover(long[] bits, int width, int height, SplittableRandom random) {
    int covers = random.nextInt(5) < 2 ? random.nextInt(1, 3) : 0;
    for (int i = 0; i < covers; i++) {
      ShapeKind kind = KINDS.get(random.nextInt(4));
      double wide = width * ShapeKind.between(random, 0.15, 0.7);
      double high = height * ShapeKind.between(random, 0.2, 1);
      double left = ShapeKind.between(random, -0.3, 1) * width;
      double top = ShapeKind.between(random, -0.1, 0.9) * height;
      kind.draw(random)
          .moved((x, y) -> new double[] {left + x * wide, top + y * high})
          .draw(bits, width, height, false);
    }
    if (random.nextInt(6) == 0) {
      double cut = ShapeKind.between(random, 0.2, 0.6);
      Outline rim =
          switch (random.nextInt(3)) {
            case 0 -> Outline.empty().withBox(0, 0, cut * width, height);
            case 1 -> Outline.empty().withBox(width - cut * width, 0, width, height);
            default -> Outline.empty().withBox(0, height - cut * height, width, height);
          };
      rim.draw(bits, width, height, false);
    }
  }

  /// Log-normal, as sides of objects are.
  private static double size(SplittableRandom random) {
    return Math.clamp(40 * Math.exp(0.7 * gaussian(random)), SMALLEST_SIDE, LARGEST_SIDE);
  }

  /// A smooth displacement of a few low frequencies.
  private static Outline.Motion bend(SplittableRandom random) {
    int waves = 4;
    double[][] wave = new double[waves][6];
    for (double[] each : wave) {
      each[0] = ShapeKind.between(random, -7, 7);
      each[1] = ShapeKind.between(random, -7, 7);
      each[2] = ShapeKind.between(random, 0, 2 * Math.PI);
      each[3] = 0.02 * gaussian(random);
      each[4] = 0.02 * gaussian(random);
    }
    return (x, y) -> {
      double dx = 0;
      double dy = 0;
      for (double[] each : wave) {
        double phase = Math.sin(each[0] * x + each[1] * y + each[2]);
        dx += each[3] * phase;
        dy += each[4] * phase;
      }
      return new double[] {x + dx, y + dy};
    };
  }

  /// What makes one class of a kind wider than another.
  private static double own(int classId) {
    return 0.8 + 0.5 * (classId * 0.618034 % 1);
  }

  /// Mirrors, turns, shears and stretches.
  private static Outline.Motion turn(SplittableRandom random, double aspect) {
    double mirror = random.nextBoolean() ? 1 : -1;
    double angle = 0.08 * gaussian(random);
    double shear = 0.1 * gaussian(random);
    double stretch = aspect * Math.exp(0.25 * gaussian(random));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return (x, y) -> {
      double u = mirror * (x - 0.5) * stretch + shear * (y - 0.5);
      double v = y - 0.5;
      return new double[] {cos * u - sin * v, sin * u + cos * v};
    };
  }

  /// A real mask changed in the same ways, read backwards from the changed one.
  private static Mask bent(Mask from, SplittableRandom random) {
    Outline.Motion bend = bend(random);
    Outline.Motion turn = turn(random, 1);
    double side = size(random);
    double aspect = Math.sqrt((double) from.width() / from.height());
    int width = Math.clamp(Math.round(side * aspect), 2, 400);
    int height = Math.clamp(Math.round(side / aspect), 2, 400);
    long[] bits = new long[(width * height + 63) >>> 6];
    for (int i = 0; i < width * height; i++) {
      double[] turned =
          turn.of((i % width + 0.5) / width, (Math.floorDiv(i, width) + 0.5) / height);
      double[] at = bend.of(turned[0] + 0.5, turned[1] + 0.5);
      int x = (int) Math.floor(at[0] * from.width());
      int y = (int) Math.floor(at[1] * from.height());
      if (x >= 0 && y >= 0 && x < from.width() && y < from.height() && from.has(x, y)) {
        bits[i >>> 6] |= 1L << i;
      }
    }
    cover(bits, width, height, random);
    return Mask.ofWords(width, height, bits);
  }

  private static Mask tight(Mask mask) {
    int left = mask.width();
    int right = 0;
    int top = mask.height();
    int bottom = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.has(x, y)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return mask.crop(new Box(left, top, right - left + 1, bottom - top + 1));
  }

  private static double gaussian(SplittableRandom random) {
    // The sum of twelve uniforms less their mean: near enough, and the same on every machine.
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
