package io.resail.tools.distortion;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Ten points on the border of a segment, and where some of them are pulled (spec section 5.1).
///
/// @param source where they lie
/// @param moved where each of them goes
public record ControlPoints(List<Point> source, List<Point> moved) {
  /// How many points bend a segment.
  public static final int NUMBER = 10;
  private static final int FEWEST_BORDER_POINTS = NUMBER + 1;
  private static final int PULLS = 3;

  /// The largest pull as a share of the square root of the area; the reference's two factors.
  private static final double LARGEST_PULL = 0.4 * 0.22;

  /// A pixel of the canvas, or beside it.
  public record Point(int x, int y) {
    private Point pulled(double most, RandomGenerator random) {
      return new Point(
          (int) (x + most * (2 * random.nextDouble() - 1)),
          (int) (y + most * (2 * random.nextDouble() - 1)));
    }
  }

  public ControlPoints {
    source = List.copyOf(source);
    moved = List.copyOf(moved);
    if (source.size() != moved.size()) {
      throw new IllegalArgumentException(
          source.size() + " points moved to " + moved.size() + ": need as many");
    }
  }

  /// Points for a mask, empty if it cannot be bent: too small, or the moved points do not span a
  /// plane.
  ///
  /// @param box where the mask lies on the canvas
  static Optional<ControlPoints> draw(Mask mask, Box box, RandomGenerator random) {
    int[] border = Contours.longest(mask);
    int length = border.length / 2;
    if (length < FEWEST_BORDER_POINTS) {
      return Optional.empty();
    }
    List<Point> source =
        Arrays.stream(picks(length))
            .mapToObj(i -> new Point(box.left() + border[2 * i], box.top() + border[2 * i + 1]))
            .toList();
    List<Point> moved = new ArrayList<>(source);
    double most = LARGEST_PULL * Math.sqrt(mask.area());
    for (int i = 0; i < PULLS; i++) {
      // Drawn with replacement: the last pull of a point counts, so that none moves further.
      int point = random.nextInt(NUMBER);
      moved.set(point, source.get(point).pulled(most, random));
    }
    return Optional.of(new ControlPoints(source, moved)).filter(ControlPoints::canBend);
  }

  /// Which of a border's points are taken.
  ///
  /// @param length the number of its points
  public static int[] picks(int length) {
    int[] picks = new int[NUMBER];
    Arrays.setAll(picks, i -> i * (length - 1) / (NUMBER - 1));
    return picks;
  }

  /// Whether the moved points are neither on one line nor two of them in one place, signs aside.
  private boolean canBend() {
    Point first = moved.getFirst();
    boolean spread = false;
    for (int i = 1; i < moved.size(); i++) {
      Point a = moved.get(i);
      for (int j = 0; j < i; j++) {
        Point b = moved.get(j);
        if (Math.abs(a.x) == Math.abs(b.x) && Math.abs(a.y) == Math.abs(b.y)) {
          return false;
        }
        spread |= (a.x - first.x) * (b.y - first.y) != (b.x - first.x) * (a.y - first.y);
      }
    }
    return spread;
  }
}
