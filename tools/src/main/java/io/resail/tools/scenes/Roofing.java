package io.resail.tools.scenes;

/// Tiles, slates or sheet metal. Immutable.
final class Roofing implements Material {
  private final Tint tint;
  private final double course;
  private final double tile;
  private final int seed;

  private Roofing(Tint tint, double course, double tile, Dice dice) {
    this.tint = tint;
    this.course = course;
    this.tile = tile;
    seed = dice.bits();
  }

  static Roofing any(Dice dice) {
    return switch (dice.weighted(5, 4, 1)) {
      case 0 ->
          new Roofing(
              Tint.of(dice.pick(0x9c5a40, 0xa8664a, 0x8a4c3a, 0xb0714e)).jitter(dice, 0.1),
              0.33,
              0.26,
              dice);
      case 1 ->
          new Roofing(
              Tint.of(dice.pick(0x4e5258, 0x5a5c60, 0x454a54, 0x62605c)).jitter(dice, 0.1),
              0.24,
              0.3,
              dice);
      default ->
          new Roofing(
              Tint.of(dice.pick(0x7f9c90, 0x8a8d90, 0x5c6468)).jitter(dice, 0.1), 40, 0.55, dice);
    };
  }

  @Override
  public void show(Hit hit, Look look) {
    // Across the slope and up it, whichever way the slope faces.
    boolean sideways = Math.abs(hit.nx) > Math.abs(hit.nz);
    double s = sideways ? hit.z : hit.x;
    double t = hit.y * 1.4;
    double row = Math.floor(t / course);
    double along = s / tile + 0.5 * (row - 2 * Math.floor(row / 2));
    double seen = hit.detail(course * 0.9);
    look.set(tint);
    look.scale(
        1
            + 0.3
                * (Noise.hash((int) Math.floor(along), (int) row, seed) - 0.5)
                * (0.3 + 0.7 * seen));
    look.scale(1 - 0.4 * seen * Curve.step(0.25, 0.0, Curve.within(t / course)));
    look.scale(1 - 0.2 * seen * Curve.step(0.12, 0.0, Curve.within(along)));
    look.scale(0.8 + 0.4 * Noise.cloudy(s * 0.4, t * 0.4, 3, seed + 3));
    look.gloss(0.02, 3, 0.1);
    look.soak = 0.3;
  }
}
