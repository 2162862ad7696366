package io.resail.tools.scenes;

/// Hour and weather: all light that reaches a scene, and what the air does to it. Immutable.
///
/// @param name the weather in a few words, for people
/// @param toSun the direction of the sun (of the moon at night)
/// @param sun its light on a surface that faces it
/// @param above the sky's light on a surface that faces up
/// @param below the ground's light on a surface that faces down
/// @param zenith the sky straight up, likewise `horizon` all around and `glow` about the sun
/// @param cover how much of the sky clouds hide, 0 to 1
/// @param cloud sunlit cloud, likewise `shade` its dark side
/// @param haze the share of light lost a metre
/// @param wet how wet the ground is, 0 to 1, likewise `rain` how much falls
/// @param lamps how much the lamps and lit windows matter, 0 to 1
/// @param key how bright the picture comes out, 0.18 for an even grey
record Light(
    String name,
    Vec toSun,
    Tint sun,
    Tint above,
    Tint below,
    Tint zenith,
    Tint horizon,
    Tint glow,
    double cover,
    Tint cloud,
    Tint shade,
    double haze,
    double wet,
    double rain,
    double lamps,
    double key) {

  /// One of the weather's lights. `facing` is where the camera looks, radians.
  static Light any(Weather weather, Dice dice, double facing) {
    return switch (dice.weighted(shares(weather))) {
      case 0 -> clear(dice, facing, 0.05 + 0.2 * dice.unit(), "clear");
      case 1 -> clear(dice, facing, 0.38 + 0.24 * dice.unit(), "sun and clouds");
      case 2 -> overcast(dice, facing);
      case 3 -> golden(dice, facing);
      case 4 -> rain(dice, facing);
      case 5 -> fog(dice, facing);
      default -> night(dice, facing);
    };
  }

  /// How often each light of [#any] comes, in its order.
  private static double[] shares(Weather weather) {
    return switch (weather) {
      case ANY -> new double[] {30, 22, 17, 12, 10, 6, 7};
      case FAIR -> new double[] {30, 22, 17, 0, 0, 0, 0};
    };
  }

  private static Vec sunAt(double bearing, double height) {
    double c = StrictMath.cos(height);
    return new Vec(
        StrictMath.sin(bearing) * c, StrictMath.sin(height), StrictMath.cos(bearing) * c);
  }

  /// A bearing to the side of the camera or behind it, where light models best.
  private static double sideways(Dice dice, double facing) {
    return facing + dice.sign() * dice.between(0.7, 2.7);
  }

  private static Light clear(Dice dice, double facing, double cover, String name) {
    double warm = dice.unit();
    Tint sun = new Tint(1, Curve.mix(0.96, 0.86, warm), Curve.mix(0.9, 0.68, warm));
    Tint zenith = Tint.of(dice.pick(0x2f6fc4, 0x3a78c8, 0x4a86cf, 0x2a66b8)).jitter(dice, 0.08);
    return new Light(
        name,
        sunAt(sideways(dice, facing), Curve.mix(0.95, 0.5, warm) + dice.between(-0.1, 0.1)),
        sun.times(2.7),
        new Tint(0.68, 0.8, 0.98).times(0.85),
        new Tint(0.42, 0.38, 0.33).times(0.75),
        zenith,
        Tint.of(0xcfdfec).jitter(dice, 0.06),
        sun.times(0.5),
        cover,
        new Tint(1.25, 1.22, 1.18),
        Tint.of(0x9aa6b8),
        dice.between(0.0012, 0.004),
        0,
        0,
        0,
        dice.between(0.17, 0.215));
  }

  private static Light overcast(Dice dice, double facing) {
    Tint grey = Tint.of(dice.pick(0xc9d0d6, 0xd5d7d8, 0xbfc8d2)).jitter(dice, 0.05);
    return new Light(
        "overcast",
        sunAt(sideways(dice, facing), 1.0),
        new Tint(0.5, 0.49, 0.46),
        new Tint(0.95, 1.0, 1.06).times(1.25),
        new Tint(0.4, 0.39, 0.37).times(0.8),
        grey.times(1.15),
        grey.times(1.4),
        Tint.grey(0.12),
        dice.between(0.75, 0.95),
        grey.times(1.45),
        grey.times(dice.between(0.7, 1.0)),
        dice.between(0.0012, 0.004),
        dice.chance(0.25) ? 0.4 : 0,
        0,
        0,
        dice.between(0.18, 0.22));
  }

  private static Light golden(Dice dice, double facing) {
    boolean ahead = dice.chance(0.45);
    double bearing = ahead ? facing + dice.between(-0.6, 0.6) : sideways(dice, facing);
    Tint sun = new Tint(1, dice.between(0.55, 0.68), dice.between(0.24, 0.36));
    Tint horizon = Tint.of(dice.pick(0xf6c38e, 0xf2b48a, 0xf7cfa0, 0xe9b0a0));
    return new Light(
        "low sun",
        sunAt(bearing, dice.between(0.12, 0.3)),
        sun.times(2.9),
        new Tint(0.64, 0.66, 0.76).times(0.75),
        new Tint(0.5, 0.36, 0.27).times(0.55),
        Tint.of(dice.pick(0x6484b0, 0x6e8cb4, 0x5e7ca6)),
        horizon,
        sun.times(0.9),
        dice.between(0.2, 0.6),
        new Tint(1.3, 0.82, 0.55),
        Tint.of(0x988f98),
        dice.between(0.002, 0.005),
        0,
        0,
        0.15,
        dice.between(0.17, 0.21));
  }

  private static Light rain(Dice dice, double facing) {
    Tint grey = Tint.of(dice.pick(0x9aa4ac, 0x8d99a5, 0xa7abad));
    return new Light(
        "rain",
        sunAt(sideways(dice, facing), 1.1),
        Tint.grey(0.1),
        new Tint(0.9, 1.0, 1.1),
        new Tint(0.34, 0.35, 0.37).times(0.8),
        grey.times(0.95),
        grey.times(1.4),
        Tint.grey(0.05),
        0.9,
        grey.times(1.35),
        grey.times(0.7),
        dice.between(0.004, 0.009),
        dice.between(0.75, 1),
        dice.between(0.4, 1),
        0.35,
        dice.between(0.15, 0.19));
  }

  private static Light fog(Dice dice, double facing) {
    Tint grey = Tint.of(dice.pick(0xd6dadb, 0xcbd3d8, 0xdcd8d0));
    return new Light(
        "fog",
        sunAt(sideways(dice, facing), 0.8),
        Tint.grey(0.15),
        new Tint(1.0, 1.02, 1.05),
        Tint.grey(0.4),
        grey.times(0.85),
        grey,
        Tint.grey(0.15),
        0,
        grey,
        grey,
        dice.between(0.012, 0.024),
        dice.chance(0.5) ? 0.35 : 0,
        0,
        0.2,
        dice.between(0.22, 0.27));
  }

  private static Light night(Dice dice, double facing) {
    Tint blue = new Tint(0.054, 0.072, 0.115);
    boolean wet = dice.chance(0.45);
    boolean dusk = dice.chance(0.55);
    double left = dusk ? 2.6 : 1;
    return new Light(
        wet ? "wet night" : dusk ? "dusk" : "night",
        sunAt(sideways(dice, facing), 0.9),
        blue.times(0.5),
        blue.times(1.2 * left),
        new Tint(0.05, 0.045, 0.04).times(left),
        new Tint(0.012, 0.024, 0.06).times(1.6 * left),
        dusk ? new Tint(0.27, 0.24, 0.26) : new Tint(0.07, 0.065, 0.075),
        Tint.grey(0.02),
        dice.between(0.2, 0.7),
        new Tint(0.16, 0.13, 0.13).times(left * 0.7),
        new Tint(0.03, 0.035, 0.06).times(left),
        dice.between(0.003, 0.007),
        wet ? dice.between(0.6, 1) : 0,
        0,
        1,
        dice.between(0.09, 0.115));
  }
}
