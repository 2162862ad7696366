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
  // The corners of the triangle at hand, after the cut at the lens, in samples.
  private final double[] cx = new double[4];
  private final double[] cy = new double[4];
  private final double[] cn = new double[4];

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
    float[] px = new float[n];
    float[] py = new float[n];
    float[] pz = new float[n];
    Vec eye = view.eye();
    double flip = view.mirrored() ? -1 : 1;
    for (int i = 0; i < n; i++) {
      double x = mesh.part(i, 0) - eye.x();
      double y = flip * mesh.part(i, 1) - eye.y();
      double z = mesh.part(i, 2) - eye.z();
      Vec right = view.right();
      Vec down = view.down();
      Vec ahead = view.ahead();
      px[i] = (float) (x * right.x() + y * right.y() + z * right.z());
      py[i] = (float) (x * down.x() + y * down.y() + z * down.z());
      pz[i] = (float) (x * ahead.x() + y * ahead.y() + z * ahead.z());
    }
    for (int t = 0; t < mesh.triangleCount(); t++) {
      if (!hidden[mesh.owner(t)]) {
        int a = mesh.corner(t, 0);
        int b = mesh.corner(t, 1);
        int c = mesh.corner(t, 2);
        if (view.lens()) {
          cut(px, py, pz, a, b, c, t);
        } else {
          parallel(0, px[a], py[a], pz[a]);
          parallel(1, px[b], py[b], pz[b]);
          parallel(2, px[c], py[c], pz[c]);
          fill(0, 1, 2, t);
        }
      }
    }
  }

  private void parallel(int corner, double x, double y, double z) {
    cx[corner] = view.centreX() + view.scale() * x;
    cy[corner] = view.centreY() + view.scale() * y;
    cn[corner] = -z;
  }

  /// Cuts off what lies behind the lens: three corners become none, three or four.
  private void cut(float[] px, float[] py, float[] pz, int a, int b, int c, int triangle) {
    int corners = 0;
    int from = c;
    for (int k = 0; k < 3; k++) {
      int to = k == 0 ? a : k == 1 ? b : c;
      double fromZ = pz[from];
      double toZ = pz[to];
      if (fromZ > NEAREST != toZ > NEAREST) {
        double share = (NEAREST - fromZ) / (toZ - fromZ);
        corners =
            throughLens(
                corners,
                Curve.mix(px[from], px[to], share),
                Curve.mix(py[from], py[to], share),
                NEAREST);
      }
      if (toZ > NEAREST) {
        corners = throughLens(corners, px[to], py[to], toZ);
      }
      from = to;
    }
    if (corners >= 3) {
      fill(0, 1, 2, triangle);
    }
    if (corners == 4) {
      fill(0, 2, 3, triangle);
    }
  }

  private int throughLens(int corner, double x, double y, double z) {
    cx[corner] = view.centreX() + view.scale() * x / z;
    cy[corner] = view.centreY() + view.scale() * y / z;
    cn[corner] = 1 / z;
    return corner + 1;
  }

  /// Fills every sample whose centre the triangle covers and where it is the nearest so far.
  private void fill(int i, int j, int k, int triangle) {
    double area = (cx[j] - cx[i]) * (cy[k] - cy[i]) - (cx[k] - cx[i]) * (cy[j] - cy[i]);
    if (Math.abs(area) < 1e-9) {
      return;
    }
    double top = Math.min(cy[i], Math.min(cy[j], cy[k]));
    double bottom = Math.max(cy[i], Math.max(cy[j], cy[k]));
    int y0 = Math.max(0, (int) Math.ceil(Math.max(top, -1) - 0.5));
    int y1 = Math.min(height - 1, (int) Math.floor(Math.min(bottom, height + 1) - 0.5));
    double dndx = ((cn[j] - cn[i]) * (cy[k] - cy[i]) - (cn[k] - cn[i]) * (cy[j] - cy[i])) / area;
    double dndy = ((cn[k] - cn[i]) * (cx[j] - cx[i]) - (cn[j] - cn[i]) * (cx[k] - cx[i])) / area;
    for (int y = y0; y <= y1; y++) {
      double row = y + 0.5;
      double left = Double.POSITIVE_INFINITY;
      double right = Double.NEGATIVE_INFINITY;
      for (int e = 0; e < 3; e++) {
        int p = e == 0 ? i : e == 1 ? j : k;
        int q = e == 0 ? j : e == 1 ? k : i;
        if (cy[p] <= row != cy[q] <= row) {
          double x = cx[p] + (cx[q] - cx[p]) * (row - cy[p]) / (cy[q] - cy[p]);
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
      int x0 = (int) Math.ceil(Math.max(left, -1) - 0.5);
      int x1 = (int) Math.ceil(Math.min(right, width + 1) - 0.5) - 1;
      x0 = Math.max(0, x0);
      x1 = Math.min(width - 1, x1);
      double near = cn[i] + dndx * (x0 + 0.5 - cx[i]) + dndy * (row - cy[i]);
      int at = y * width + x0;
      for (int x = x0; x <= x1; x++, at++, near += dndx) {
        if (near > nearness[at]) {
          nearness[at] = (float) near;
          triangles[at] = triangle;
        }
      }
    }
  }
}
