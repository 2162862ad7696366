package io.resail.testing;

import io.resail.raster.Mask;
import java.util.SplittableRandom;

/// Random masks with at least one pixel: blobs, boxes, slivers, holes and specks.
public final class Masks {
  private static final int LARGEST_SIDE = 70;

  private Masks() {}

  /// A mask of any size up to 70 x 70, now and then of a single row, column or pixel.
  public static Mask any(SplittableRandom random) {
    int width = random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(LARGEST_SIDE);
    int height = random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(LARGEST_SIDE);
    return any(random, width, height);
  }

  /// A mask of the given size.
  public static Mask any(SplittableRandom random, int width, int height) {
    int kind = random.nextInt(16);
    if (kind == 0) {
      return Mask.of(width, height, (x, y) -> true);
    }
    if (kind == 1) {
      int column = random.nextInt(width);
      int row = random.nextInt(height);
      return Mask.of(width, height, (x, y) -> x == column && y == row);
    }
    if (kind == 2) {
      double density = random.nextDouble();
      Mask noise = Mask.of(width, height, (x, y) -> random.nextDouble() < density);
      return noise.area() > 0 ? noise : any(random, width, height);
    }
    return blob(random, width, height);
  }

  /// A mask like an object's: a few overlapping ellipses and boxes with an uneven rim, in some a
  /// hole.
  public static Mask blob(SplittableRandom random, int width, int height) {
    int parts = 1 + random.nextInt(4);
    Mask.Membership shape = part(random, width, height);
    for (int i = 1; i < parts; i++) {
      Mask.Membership before = shape;
      Mask.Membership next = part(random, width, height);
      shape = (x, y) -> before.has(x, y) || next.has(x, y);
    }
    if (random.nextInt(4) == 0) {
      Mask.Membership before = shape;
      Mask.Membership hole = part(random, Math.ceilDiv(width, 2), Math.ceilDiv(height, 2));
      shape = (x, y) -> before.has(x, y) && !hole.has(x - width / 4, y - height / 4);
    }
    Mask mask = Mask.of(width, height, shape);
    return mask.area() > 0 ? mask : blob(random, width, height);
  }

  private static Mask.Membership part(SplittableRandom random, int width, int height) {
    double centreX = width * (0.3 + 0.4 * random.nextDouble());
    double centreY = height * (0.3 + 0.4 * random.nextDouble());
    double radiusX = width * (0.1 + 0.5 * random.nextDouble());
    double radiusY = height * (0.1 + 0.5 * random.nextDouble());
    if (random.nextInt(3) == 0) {
      return (x, y) ->
          Math.abs(x + 0.5 - centreX) <= radiusX && Math.abs(y + 0.5 - centreY) <= radiusY;
    }
    int lobes = 2 + random.nextInt(6);
    double depth = 0.25 * random.nextDouble();
    double turn = 2 * Math.PI * random.nextDouble();
    return (x, y) -> {
      double dx = (x + 0.5 - centreX) / radiusX;
      double dy = (y + 0.5 - centreY) / radiusY;
      double rim = 1 - depth + depth * Math.sin(lobes * Math.atan2(dy, dx) + turn);
      return dx * dx + dy * dy <= rim * rim;
    };
  }
}
