package io.resail.tools.scenes;

/// What walls are made of, without their windows. Immutable.
final class Masonry {
  /// The ways to build a wall.
  enum Kind {
    BRICK,
    PLASTER,
    ASHLAR,
    PANEL,
    BOARDS
  }

  private static final Tint MORTAR = Tint.of(0xb9b2a6);

  private final Kind kind;
  private final Tint tint;
  private final Tint mortar;
  private final int seed;
  private final double dirt;

  Masonry(Kind kind, Tint tint, Dice dice) {
    this.kind = kind;
    this.tint = tint;
    mortar = MORTAR.mix(tint, dice.between(0.2, 0.7));
    seed = dice.bits();
    dirt = dice.between(0.05, 0.3);
  }

  /// A wall as streets have them.
  static Masonry town(Dice dice) {
    return switch (dice.weighted(30, 42, 16, 8)) {
      case 0 -> new Masonry(Kind.BRICK, brick(dice), dice);
      case 1 -> new Masonry(Kind.PLASTER, plaster(dice), dice);
      case 2 ->
          new Masonry(
              Kind.ASHLAR,
              Tint.of(dice.pick(0xd2c4a4, 0xc8bca6, 0xd9cdb6, 0xb9ad9a)).jitter(dice, 0.08),
              dice);
      default ->
          new Masonry(
              Kind.PANEL, Tint.of(dice.pick(0xb9b9b5, 0xc9c5bc, 0xa9adb0)).jitter(dice, 0.1), dice);
    };
  }

  /// A wall as houses with gardens have them.
  static Masonry cottage(Dice dice) {
    return switch (dice.weighted(35, 40, 25)) {
      case 0 -> new Masonry(Kind.BRICK, brick(dice), dice);
      case 1 -> new Masonry(Kind.PLASTER, plaster(dice), dice);
      default ->
          new Masonry(
              Kind.BOARDS,
              Tint.of(dice.pick(0xe8e6df, 0xb5c4c9, 0xd6cdb4, 0x8fa3a6, 0xc9b79a, 0x9c5a4a))
                  .jitter(dice, 0.06),
              dice);
    };
  }

  private static Tint brick(Dice dice) {
    return Tint.of(dice.pick(0x9c5440, 0xa8604a, 0x8a4a3c, 0xb07a58, 0xc0a07a, 0x7c4238, 0xa4705a))
        .jitter(dice, 0.1);
  }

  private static Tint plaster(Dice dice) {
    return Tint.of(
            dice.pick(
                0xe9dcc0, 0xe2c48e, 0xd9b38c, 0xeee8dc, 0xd8cfc4, 0xc98f74, 0xb9c3b4, 0xe4b9a0,
                0xcfd4d8, 0xd8a868, 0xc7ada0, 0xa9b9c4, 0xf0ead8))
        .times(0.86)
        .jitter(dice, 0.06);
  }

  Tint tint() {
    return tint;
  }

  /// The same wall in plainer, duller work, for sides and backs.
  Masonry dull(Dice dice) {
    return new Masonry(
        kind == Kind.ASHLAR ? Kind.PLASTER : kind,
        tint.mix(Tint.grey(tint.luminance()), 0.35).times(0.9),
        dice);
  }

  /// Shows the wall `s` metres along and `t` metres up.
  void show(Hit hit, Look look, double s, double t) {
    look.set(tint);
    switch (kind) {
      case BRICK -> bricks(hit, look, s, t, 0.24, 0.08, 0.34);
      case ASHLAR -> bricks(hit, look, s, t, 0.9, 0.42, 0.12);
      case BOARDS -> {
        double lap = Curve.within(t / 0.18);
        double seen = hit.detail(0.14);
        look.scale(1 + seen * (0.08 - 0.3 * Curve.step(0.2, 0.0, lap)));
        hit.lean(0, seen * 0.15, 0);
      }
      case PANEL -> {
        double gap = Math.min(distance(s, 3.0), distance(t, 1.5));
        look.scale(
            1
                - 0.35
                    * Curve.step(0.03 + hit.grain * 0.5, 0.01, gap)
                    * Math.min(1, 0.03 / hit.grain));
        look.scale(
            0.94 + 0.12 * Noise.hash((int) Math.floor(s / 3), (int) Math.floor(t / 1.5), seed));
      }
      case PLASTER -> {
        double fine = Noise.smooth(s * 9, t * 9, seed + 2) - 0.5;
        look.scale(1 + 0.1 * fine * hit.detail(0.2));
      }
    }
    double stain = Noise.cloudy(s * 0.5, t * 0.28, 3, seed + 4);
    look.scale(1 - dirt * Curve.step(0.45, 0.75, stain));
    // Splashed from the street below.
    look.scale(1 - (0.25 + dirt) * Curve.step(0.9, 0, t + 0.5 * stain));
    look.gloss(0.01, 2, 0.03);
  }

  private void bricks(
      Hit hit, Look look, double s, double t, double length, double height, double variety) {
    double row = Math.floor(t / height);
    double along = s / length + 0.5 * (row - 2 * Math.floor(row / 2));
    double seen = hit.detail(height * 1.3);
    double per = Noise.hash((int) Math.floor(along), (int) row, seed) - 0.5;
    look.scale(1 + variety * per * (0.25 + 0.75 * seen));
    double rim = Math.min(distance(t, height), distance(along, 1) * length);
    double joint = kind == Kind.BRICK ? 0.009 : 0.012;
    double share =
        seen
            * Curve.step(joint + hit.grain * 0.6, joint * 0.4, rim)
            * Math.min(1, joint / hit.grain * 2);
    if (kind == Kind.BRICK) {
      look.blend(mortar, 0.8 * share + 0.16 * (1 - seen));
    } else {
      look.scale(1 - 0.4 * share);
    }
  }

  /// How far `value` is from the nearest multiple of `period`.
  private static double distance(double value, double period) {
    double part = Curve.within(value / period);
    return Math.min(part, 1 - part) * period;
  }
}
