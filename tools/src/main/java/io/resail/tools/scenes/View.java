package io.resail.tools.scenes;

/// How the world falls onto a grid of samples: through a lens, or in parallel lines.
///
/// The axes are unit vectors: `right` and `down` span the grid, `ahead` goes into it.
///
/// @param eye the lens, or any point of the plane of parallel lines
/// @param scale samples for one metre at depth 1 (lens) or at any depth (parallel)
/// @param centreX the column that `eye` looks at, likewise `centreY`
/// @param lens whether far things look smaller
/// @param mirrored whether the world is seen upside down, as in a puddle at height 0
record View(
    Vec eye,
    Vec right,
    Vec down,
    Vec ahead,
    double scale,
    double centreX,
    double centreY,
    boolean lens,
    boolean mirrored) {

  /// A camera that stands level.
  ///
  /// @param yaw turn to the right, radians
  /// @param pitch lift, radians
  /// @param focal focal length in picture heights
  static View camera(Vec eye, double yaw, double pitch, double focal, int width, int height) {
    double cp = StrictMath.cos(pitch);
    double sp = StrictMath.sin(pitch);
    double cy = StrictMath.cos(yaw);
    double sy = StrictMath.sin(yaw);
    Vec ahead = new Vec(sy * cp, sp, cy * cp);
    Vec right = new Vec(cy, 0, -sy);
    Vec down = ahead.cross(right).times(-1);
    return new View(
        eye, right, down, ahead, focal * height, width / 2.0, height / 2.0, true, false);
  }

  /// Parallel lines along `ahead`, `scale` samples a metre, `eye` at the middle of `side` samples.
  static View parallel(Vec eye, Vec ahead, Vec right, double scale, int side) {
    Vec down = ahead.cross(right).times(-1).unit();
    return new View(eye, right, down, ahead, scale, side / 2.0, side / 2.0, false, false);
  }

  /// The same on a grid `factor` times as fine.
  View finer(int factor) {
    return new View(
        eye,
        right,
        down,
        ahead,
        scale * factor,
        centreX * factor,
        centreY * factor,
        lens,
        mirrored);
  }

  /// The reflection in level ground at height 0, pixel for pixel.
  View inPuddle() {
    return new View(eye, right, down, ahead, scale, centreX, centreY, lens, true);
  }

  /// The eye's place in the world as mirrored.
  double eyeY() {
    return mirrored ? -eye.y() : eye.y();
  }
}
