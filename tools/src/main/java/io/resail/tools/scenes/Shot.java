package io.resail.tools.scenes;

/// Where the photographer stands and looks.
///
/// @param eye the camera's place
/// @param yaw its turn to the right, radians
/// @param pitch its lift, radians
/// @param focal focal length in picture heights
record Shot(Vec eye, double yaw, double pitch, double focal) {

  static Shot any(Plan plan, Dice dice) {
    double height = dice.chance(0.8) ? dice.between(1.45, 2.1) : dice.between(2.3, 3.8);
    double focal = dice.between(0.85, 1.15);
    double pitch = dice.between(0.0, 0.15) - (height > 2.2 ? 0.06 : 0);
    double side = dice.sign();
    return switch (dice.weighted(45, 30, 25)) {
      case 0 -> {
        double x = plan.half() * dice.between(0, 0.75) * side;
        yield new Shot(new Vec(x, height, 0), -side * dice.between(-0.12, 0.24), pitch, focal);
      }
      case 1 -> {
        double x = side * (plan.half() + plan.walk() * dice.between(0.1, 0.6));
        double turn = dice.between(0.08, 0.5);
        yield new Shot(new Vec(x, height + Plan.KERB, 0), -side * turn, pitch, focal);
      }
      default -> {
        double x = side * (plan.half() + plan.walk() * dice.between(0.0, 0.8));
        double turn = dice.between(0.7, 1.35);
        yield new Shot(new Vec(x, height + Plan.KERB, 0), -side * turn, pitch, focal * 0.9);
      }
    };
  }

  /// How far in front of the camera a place is, metres, negative behind it.
  double ahead(double x, double z) {
    return (x - eye.x()) * StrictMath.sin(yaw) + (z - eye.z()) * StrictMath.cos(yaw);
  }

  View view(int width, int height) {
    return View.camera(eye, yaw, pitch, focal, width, height);
  }
}
