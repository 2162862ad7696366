package io.resail.tools.scenes;

/// Where a thing stands and which way it faces: `yaw` in radians, 0 looks ahead (z), positive turns
/// right.
record Pose(Vec at, double cos, double sin, double size) {
  static final Pose ORIGIN = of(new Vec(0, 0, 0), 0);

  static Pose of(Vec at, double yaw) {
    return new Pose(at, StrictMath.cos(yaw), StrictMath.sin(yaw), 1);
  }

  Pose scaled(double size) {
    return new Pose(at, cos, sin, size);
  }

  /// A point of the thing's own space in the world.
  Vec place(Vec local) {
    return at.plus(turn(local).times(size));
  }

  /// A direction of the thing's own space in the world.
  Vec turn(Vec d) {
    return new Vec(cos * d.x() + sin * d.z(), d.y(), cos * d.z() - sin * d.x());
  }
}
