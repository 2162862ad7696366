package io.resail.tools.scenes;

/// Where the sun reaches: the scene seen from the sun, sharply near the camera, coarsely far away.
final class Shadows {
  private static final int NEAR_SIDE = 1024;
  private static final int FAR_SIDE = 768;
  private static final double NEAR_METRES = 52;
  private static final double FAR_METRES = 230;

  private final Cascade near;
  private final Cascade far;

  private Shadows(Cascade near, Cascade far) {
    this.near = near;
    this.far = far;
  }

  /// The shadows about a camera at `eye` that looks along `ahead`.
  static Shadows of(Mesh mesh, Vec toSun, Vec eye, Vec ahead, boolean[] hidden) {
    return new Shadows(
        new Cascade(mesh, toSun, eye.plus(ahead.times(20)), NEAR_SIDE, NEAR_METRES, hidden),
        new Cascade(mesh, toSun, eye.plus(ahead.times(85)), FAR_SIDE, FAR_METRES, hidden));
  }

  /// How much of the sun reaches a place, 0 to 1, given one random number of 0 to 1.
  double sunlight(double x, double y, double z, double chance) {
    double lit = near.sunlight(x, y, z, 0.07, chance, 0.07);
    return lit >= 0 ? lit : Math.abs(far.sunlight(x, y, z, 0.35, chance, 0.3));
  }

  /// One map of the sun's view.
  private static final class Cascade {
    private final View view;
    private final Visibility seen;

    Cascade(Mesh mesh, Vec toSun, Vec middle, int side, double metres, boolean[] hidden) {
      Vec right = Vec.UP.cross(toSun).unit();
      view = View.parallel(middle, toSun.times(-1), right, side / metres, side);
      seen = Visibility.of(mesh, view, side, side, hidden);
    }

    /// The lit share of four places `blur` metres about, or -1 outside of the map.
    double sunlight(double x, double y, double z, double blur, double chance, double slack) {
      Vec e = view.eye();
      double rx = x - e.x();
      double ry = y - e.y();
      double rz = z - e.z();
      Vec r = view.right();
      Vec d = view.down();
      Vec a = view.ahead();
      double u = view.centreX() + view.scale() * (rx * r.x() + ry * r.y() + rz * r.z());
      double v = view.centreY() + view.scale() * (rx * d.x() + ry * d.y() + rz * d.z());
      double near = -(rx * a.x() + ry * a.y() + rz * a.z()) + slack;
      double reach = 2 + blur * view.scale();
      if (u < reach || v < reach || u >= seen.width - reach || v >= seen.height - reach) {
        return -1;
      }
      double turn = chance * 4;
      double du = (turn < 2 ? turn - 1 : 3 - turn) * blur * view.scale();
      double dv = (turn < 1 ? -turn : turn < 3 ? turn - 2 : 4 - turn) * blur * view.scale();
      int lit = 0;
      lit += seen.nearness((int) (u + du), (int) (v + dv)) <= near ? 1 : 0;
      lit += seen.nearness((int) (u - du), (int) (v - dv)) <= near ? 1 : 0;
      lit += seen.nearness((int) (u + dv * 0.5), (int) (v - du * 0.5)) <= near ? 1 : 0;
      lit += seen.nearness((int) (u - dv * 0.5), (int) (v + du * 0.5)) <= near ? 1 : 0;
      return lit / 4.0;
    }
  }
}
