package io.resail.tools.benchmark;

import io.resail.raster.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A shape as the union of polygons in the plane, y downwards. Immutable, any thread.
final class Outline {
  private static final double STEP = 0.06;

  private final List<double[]> polygons;

  private Outline(List<double[]> polygons) {
    this.polygons = polygons;
  }

  /// Moves a point.
  @FunctionalInterface
  interface Motion {
    /// Where (x, y) goes.
    double[] of(double x, double y);
  }

  /// The shape of nothing, to add to.
  static Outline empty() {
    return new Outline(List.of());
  }

  /// The same with one polygon more: x, y of each corner in turn.
  Outline with(double... corners) {
    List<double[]> more = new ArrayList<>(polygons);
    more.add(corners);
    return new Outline(more);
  }

  /// The same with an ellipse more.
  Outline withEllipse(double x, double y, double radiusX, double radiusY) {
    int corners = 18;
    double[] rim = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      rim[2 * i] = x + radiusX * Math.cos(2 * Math.PI * i / corners);
      rim[2 * i + 1] = y + radiusY * Math.sin(2 * Math.PI * i / corners);
    }
    return with(rim);
  }

  /// The same with a rectangle more.
  Outline withBox(double left, double top, double right, double bottom) {
    return with(left, top, right, top, right, bottom, left, bottom);
  }

  /// Every point moved; long edges bend, because they are cut into short ones before.
  Outline moved(Motion motion) {
    List<double[]> moved = new ArrayList<>();
    for (double[] polygon : polygons) {
      double[] points = new double[32];
      int size = 0;
      for (int i = 0; i < polygon.length; i += 2) {
        double x = polygon[i];
        double y = polygon[i + 1];
        double dx = polygon[(i + 2) % polygon.length] - x;
        double dy = polygon[(i + 3) % polygon.length] - y;
        int pieces = (int) Math.ceil(Math.max(1, Math.hypot(dx, dy) / STEP));
        for (int p = 0; p < pieces; p++) {
          if (size + 2 > points.length) {
            points = Arrays.copyOf(points, 2 * points.length);
          }
          double[] to = motion.of(x + dx * p / pieces, y + dy * p / pieces);
          points[size++] = to[0];
          points[size++] = to[1];
        }
      }
      moved.add(Arrays.copyOf(points, size));
    }
    return new Outline(moved);
  }

  /// The tight box of all corners: left, top, right, bottom.
  double[] bounds() {
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (double[] polygon : polygons) {
      for (int i = 0; i < polygon.length; i += 2) {
        box[0] = Math.min(box[0], polygon[i]);
        box[1] = Math.min(box[1], polygon[i + 1]);
        box[2] = Math.max(box[2], polygon[i]);
        box[3] = Math.max(box[3], polygon[i + 1]);
      }
    }
    return box;
  }

  /// Sets the bits of all pixels whose centres lie inside a polygon, or clears them.
  ///
  /// @param bits rows of `width` bits without gaps, as [Mask] has them
  void draw(long[] bits, int width, int height, boolean value) {
    double[] crossings = new double[64];
    for (double[] polygon : polygons) {
      for (int row = 0; row < height; row++) {
        double y = row + 0.5;
        int count = 0;
        for (int i = 0; i < polygon.length; i += 2) {
          double y0 = polygon[i + 1];
          double y1 = polygon[(i + 3) % polygon.length];
          if ((y0 <= y) != (y1 <= y) && count < crossings.length) {
            double x0 = polygon[i];
            double x1 = polygon[(i + 2) % polygon.length];
            crossings[count++] = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
          }
        }
        Arrays.sort(crossings, 0, count);
        for (int i = 0; i + 1 < count; i += 2) {
          int from = (int) Math.max(0, Math.ceil(crossings[i] - 0.5));
          int to = (int) Math.min(width, Math.ceil(crossings[i + 1] - 0.5));
          for (int bit = row * width + from; bit < row * width + to; bit++) {
            if (value) {
              bits[bit >>> 6] |= 1L << bit;
            } else {
              bits[bit >>> 6] &= ~(1L << bit);
            }
          }
        }
      }
    }
  }
}
