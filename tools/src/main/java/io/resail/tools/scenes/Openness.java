package io.resail.tools.scenes;

/// How much sky a place sees: the scene's heights from above, asked in four directions.
final class Openness {
  private static final int SIDE = 512;
  private static final double METRES = 110;
  private static final double[] REACHES = {0.45, 1.5, 5};

  private final Visibility seen;
  private final double originX;
  private final double originZ;
  private final double scale = SIDE / METRES;
  private final double base;

  private Openness(Visibility seen, Vec middle) {
    this.seen = seen;
    originX = middle.x();
    originZ = middle.z();
    base = middle.y();
  }

  /// The heights about a camera at `eye` that looks along `ahead`.
  static Openness of(Mesh mesh, Vec eye, Vec ahead, boolean[] hidden) {
    Vec middle = new Vec(eye.x() + 38 * ahead.x(), 0, eye.z() + 38 * ahead.z());
    View view = View.parallel(middle, new Vec(0, -1, 0), new Vec(1, 0, 0), SIDE / METRES, SIDE);
    return new Openness(Visibility.of(mesh, view, SIDE, SIDE, hidden), middle);
  }

  /// The open share of the sky above `hit`, 0 to 1; `turn` of 0 to 1 turns the four directions.
  double at(Hit hit, double turn) {
    double angle = turn * 2;
    // A quarter turn in two straight pieces: exact, and even enough to light by.
    double dx = angle < 1 ? 1 : 2 - angle;
    double dz = angle < 1 ? angle : 1;
    double k = 1 / Math.sqrt(dx * dx + dz * dz);
    dx *= k;
    dz *= k;
    double open = 0;
    double all = 0;
    for (int i = 0; i < 4; i++) {
      double weight = Math.max(0, Math.max(hit.ny, 0) + 0.15 + hit.nx * dx + hit.nz * dz);
      if (weight > 0) {
        open += weight * sector(hit, dx, dz);
        all += weight;
      }
      double turned = dx;
      dx = -dz;
      dz = turned;
    }
    return all == 0 ? 0.5 : open / all;
  }

  private double sector(Hit hit, double dx, double dz) {
    double highest = 0;
    for (double reach : REACHES) {
      double x = hit.x + hit.nx * 0.25 + dx * reach;
      double z = hit.z + hit.nz * 0.25 + dz * reach;
      int u = (int) (SIDE / 2.0 + (x - originX) * scale);
      int v = (int) (SIDE / 2.0 - (z - originZ) * scale);
      if (u < 0 || v < 0 || u >= SIDE || v >= SIDE) {
        continue;
      }
      double rise = seen.nearness(u, v) + base - hit.y - 0.08;
      if (rise > 0) {
        double slope = rise / Math.sqrt(rise * rise + reach * reach);
        highest = Math.max(highest, slope);
      }
    }
    return 1 - highest * highest * 0.92;
  }
}
