package io.resail.tools.scenes;

import java.util.Arrays;

/// Which triangle each sample sees: a depth buffer that keeps triangle numbers. One thread.
final class Visibility {
  /// What a sample sees where no triangle is.
  static final int NOTHING = -1;

  private static final double NEAREST = 0.15;

  final int width;
  final int height;
  final View view;
  private final float[] nearness;
  private final int[] triangles;
  // The corners of a triangle cut at the lens, in samples: column, row, nearness.
  private final float[] cutX = new float[4];
  private final float[] cutY = new float[4];
  private final float[] cutN = new float[4];

  private Visibility(int width, int height, View view) {
    this.width = width;
    this.height = height;
    this.view = view;
    nearness = new float[width * height];
    triangles = new int[width * height];
    Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
    Arrays.fill(triangles, NOTHING);
  }

  /// What `view` sees of `mesh` without the objects marked in `hidden`.
  static Visibility of(Mesh mesh, View view, int width, int height, boolean[] hidden) {
    Visibility seen = new Visibility(width, height, view);
    seen.draw(mesh, hidden);
    return seen;
  }

  /// The triangle behind a sample, or [#NOTHING].
  int triangle(int x, int y) {
    return triangles[y * width + x];
  }

  /// 1 / depth behind a lens, minus depth in parallel views.
  float nearness(int x, int y) {
    return nearness[y * width + x];
  }

  private void draw(Mesh mesh, boolean[] hidden) {
    int n = mesh.vertexCount();
    float[] x = new float[n];
    float[] y = new float[n];
    float[] z = new float[n];
    Vec eye = view.eye();
    Vec right = view.right();
    Vec down = view.down();
    Vec ahead = view.ahead();
    double flip = view.mirrored() ? -1 : 1;
    for (int i = 0; i < n; i++) {
      double wx = mesh.part(i, 0) - eye.x();
      double wy = flip * mesh.part(i, 1) - eye.y();
      double wz = mesh.part(i, 2) - eye.z();
      x[i] = (float) (wx * right.x() + wy * right.y() + wz * right.z());
      y[i] = (float) (wx * down.x() + wy * down.y() + wz * down.z());
      z[i] = (float) (wx * ahead.x() + wy * ahead.y() + wz * ahead.z());
    }
    float[] column = new float[n];
    float[] row = new float[n];
    float[] near = new float[n];
    for (int i = 0; i < n; i++) {
      if (!view.lens() || z[i] > NEAREST) {
        column[i] = column(x[i], z[i]);
        row[i] = row(y[i], z[i]);
        near[i] = view.lens() ? 1 / z[i] : -z[i];
      }
    }
    for (int t = 0; t < mesh.triangleCount(); t++) {
      int a = mesh.corner(t, 0);
      int b = mesh.corner(t, 1);
      int c = mesh.corner(t, 2);
      if (hidden[mesh.owner(t)]) {
        continue;
      }
      boolean whole = z[a] > NEAREST && z[b] > NEAREST && z[c] > NEAREST;
      if (whole || !view.lens()) {
        fill(column[a], row[a], near[a], column[b], row[b], near[b], column[c], row[c], near[c], t);
      } else if (z[a] > NEAREST || z[b] > NEAREST || z[c] > NEAREST) {
        cut(x, y, z, new int[] {a, b, c}, t);
      }
    }
  }

  private float column(double x, double z) {
    return (float) (view.centreX() + view.scale() * (view.lens() ? x / z : x));
  }

  private float row(double y, double z) {
    return (float) (view.centreY() + view.scale() * (view.lens() ? y / z : y));
  }

  /// Cuts off what lies behind the lens: three corners become three or four.
  private void cut(float[] x, float[] y, float[] z, int[] corners, int triangle) {
    int n = 0;
    int from = corners[2];
    for (int to : corners) {
      if (z[from] > NEAREST != z[to] > NEAREST) {
        double share = (NEAREST - z[from]) / (z[to] - z[from]);
        double cx = Curve.mix(x[from], x[to], share);
        double cy = Curve.mix(y[from], y[to], share);
        n = keep(n, cx, cy, NEAREST);
      }
      if (z[to] > NEAREST) {
        n = keep(n, x[to], y[to], z[to]);
      }
      from = to;
    }
    for (int i = 2; i < n; i++) {
      fill(
          cutX[0],
          cutY[0],
          cutN[0],
          cutX[i - 1],
          cutY[i - 1],
          cutN[i - 1],
          cutX[i],
          cutY[i],
          cutN[i],
          triangle);
    }
  }

  private int keep(int corner, double x, double y, double z) {
    cutX[corner] = column(x, z);
    cutY[corner] = row(y, z);
    cutN[corner] = 1 / (float) z;
    return corner + 1;
  }

  /// Fills every sample whose centre the triangle covers and where it is the nearest so far.
  ///
  /// Its corners come as column, row and nearness.
  private void fill(
      double ax,
      double ay,
      double an,
      double bx,
      double by,
      double bn,
      double cx,
      double cy,
      double cn,
      int triangle) {
    if (ay > by) {
      fill(bx, by, bn, ax, ay, an, cx, cy, cn, triangle);
      return;
    }
    if (by > cy) {
      fill(ax, ay, an, cx, cy, cn, bx, by, bn, triangle);
      return;
    }
    // From here on a is the highest corner, c the lowest. Small triangles often hit no centre.
    int top = first(ay, height);
    int bottom = first(cy, height);
    double area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (top >= bottom
        || Math.abs(area) < 1e-9
        || Math.max(ax, Math.max(bx, cx)) < 0.5
        || Math.min(ax, Math.min(bx, cx)) > width - 0.5) {
      return;
    }
    double dndx = ((bn - an) * (cy - ay) - (cn - an) * (by - ay)) / area;
    double dndy = ((cn - an) * (bx - ax) - (bn - an) * (cx - ax)) / area;
    double longSlope = (cx - ax) / (cy - ay);
    double upperSlope = by > ay ? (bx - ax) / (by - ay) : 0;
    double lowerSlope = cy > by ? (cx - bx) / (cy - by) : 0;
    for (int y = top; y < bottom; y++) {
      double middle = y + 0.5;
      double one = ax + (middle - ay) * longSlope;
      double other =
          middle < by ? ax + (middle - ay) * upperSlope : bx + (middle - by) * lowerSlope;
      int from = first(Math.min(one, other), width);
      int to = first(Math.max(one, other), width);
      double near = an + dndx * (from + 0.5 - ax) + dndy * (middle - ay);
      int at = y * width + from;
      for (int x = from; x < to; x++, at++, near += dndx) {
        if (near > nearness[at]) {
          nearness[at] = (float) near;
          triangles[at] = triangle;
        }
      }
    }
  }

  /// The first sample whose centre is at or beyond `edge`, 0 to `count`.
  private static int first(double edge, int count) {
    return edge <= 0.5 ? 0 : edge > count ? count : (int) Math.ceil(edge - 0.5);
  }
}
