package io.resail.tools.scenes;

/// The proportions of a car, in metres; z = 0 is its middle, the front is at positive z.
///
/// @param length over all, likewise `width` and `height`
/// @param belt where the windows begin
/// @param bonnet how high the front deck is, likewise `boot` the rear one
/// @param clear under the floor
/// @param wheel the wheels' radius
/// @param base half the wheelbase
/// @param windscreen where the windscreen meets the bonnet, likewise `roofFront`, `roofRear` and
///     `rearScreen` toward the back
/// @param narrowing the roof's width as a share of the body's
/// @param panelled whether the sides behind the doors are closed, as a van's
record CarShape(
    double length,
    double width,
    double height,
    double belt,
    double bonnet,
    double boot,
    double clear,
    double wheel,
    double base,
    double windscreen,
    double roofFront,
    double roofRear,
    double rearScreen,
    double narrowing,
    boolean panelled) {

  /// A body as streets have them.
  static CarShape any(Dice dice) {
    CarShape shape =
        switch (dice.weighted(30, 24, 14, 20, 10, 3)) {
          case 0 -> hatchback();
          case 1 -> saloon();
          case 2 -> estate();
          case 3 -> tall();
          case 4 -> van();
          default -> bus();
        };
    return shape.stretched(dice.between(0.96, 1.05), dice.between(0.97, 1.04));
  }

  private static CarShape hatchback() {
    return new CarShape(
        3.95, 1.74, 1.5, 0.95, 0.9, 0.95, 0.2, 0.31, 1.25, 1.02, 0.32, -1.35, -1.86, 0.76, false);
  }

  private static CarShape saloon() {
    return new CarShape(
        4.65, 1.82, 1.44, 0.93, 0.88, 0.97, 0.18, 0.33, 1.4, 1.0, 0.2, -1.0, -1.66, 0.74, false);
  }

  private static CarShape estate() {
    return new CarShape(
        4.6, 1.8, 1.48, 0.94, 0.88, 0.95, 0.18, 0.33, 1.36, 1.05, 0.3, -1.85, -2.22, 0.76, false);
  }

  private static CarShape tall() {
    return new CarShape(
        4.4, 1.86, 1.68, 1.05, 1.02, 1.05, 0.26, 0.37, 1.32, 1.08, 0.45, -1.62, -2.08, 0.78, false);
  }

  private static CarShape van() {
    return new CarShape(
        5.1, 1.95, 2.1, 1.12, 1.08, 1.12, 0.24, 0.34, 1.55, 1.95, 1.1, -2.48, -2.53, 0.88, true);
  }

  private static CarShape bus() {
    return new CarShape(
        10.5, 2.5, 3.0, 1.25, 1.2, 1.25, 0.28, 0.48, 2.9, 5.15, 5.0, -5.12, -5.18, 0.95, false);
  }

  private CarShape stretched(double along, double up) {
    return new CarShape(
        length * along,
        width,
        height * up,
        belt * up,
        bonnet * up,
        boot * up,
        clear,
        wheel,
        base * along,
        windscreen * along,
        roofFront * along,
        roofRear * along,
        rearScreen * along,
        narrowing,
        panelled);
  }

  /// How far up from belt to roof a height is, 0 to 1.
  double rise(double y) {
    return Curve.clamp01((y - belt) / (height - belt));
  }

  /// Where the cabin begins at a height, toward the front.
  double cabinFront(double y) {
    return Curve.mix(windscreen, roofFront, rise(y));
  }

  double cabinRear(double y) {
    return Curve.mix(rearScreen, roofRear, rise(y));
  }

  /// Half the cabin's width at a height.
  double cabinHalf(double y) {
    return 0.5 * width * Curve.mix(0.94, narrowing, rise(y));
  }

  boolean large() {
    return length > 8;
  }
}
