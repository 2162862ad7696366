package io.resail.tools.scenes;

/// Where a ray of sight meets a surface. Reused from ray to ray, one thread.
final class Hit {
  /// The place in the world, metres.
  double x;

  double y;
  double z;

  /// The place on the object, in the object's own coordinates.
  double a;

  double b;
  double c;

  /// The surface's normal, length 1.
  double nx;

  double ny;
  double nz;

  /// The direction of sight, length 1, away from the eye.
  double vx;

  double vy;
  double vz;

  /// Metres from the eye, and metres that one sample covers across.
  double distance;

  double grain;

  /// How much of a texture with cells of `size` metres can still be seen, 0 to 1.
  double detail(double size) {
    return Curve.clamp01(1.6 - 1.6 * grain / size);
  }

  /// Leans the normal by the given amounts along the world's axes.
  void lean(double dx, double dy, double dz) {
    double x1 = nx + dx;
    double y1 = ny + dy;
    double z1 = nz + dz;
    double k = 1 / Math.sqrt(x1 * x1 + y1 * y1 + z1 * z1 + 1e-12);
    nx = x1 * k;
    ny = y1 * k;
    nz = z1 * k;
  }
}
