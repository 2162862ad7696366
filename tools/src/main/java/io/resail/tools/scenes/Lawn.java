package io.resail.tools.scenes;

/// Grass: blades near by, clumps further off, mown or meadow. Immutable.
final class Lawn implements Material {
  private final int seed;
  private final Tint fresh;
  private final Tint dry;
  private final double dryness;

  Lawn(Dice dice) {
    seed = dice.bits();
    fresh = Tint.of(dice.pick(0x5c7238, 0x667c42, 0x506a38, 0x6e8046)).jitter(dice, 0.1);
    dry = Tint.of(dice.pick(0xa39a5a, 0x8d9448, 0xb0a164));
    dryness = dice.between(0.05, 0.55);
  }

  @Override
  public void show(Hit hit, Look look) {
    double clump = Noise.cloudy(hit.x * 0.35, hit.z * 0.35, 3, seed);
    look.set(fresh);
    look.blend(dry, dryness * Curve.step(0.35, 0.75, clump));
    double tuft = Noise.smooth(hit.x * 5, hit.z * 2.6, seed + 5) - 0.5;
    double blade =
        Noise.hash((int) Math.floor(hit.x * 38), (int) Math.floor(hit.z * 14), seed + 9) - 0.5;
    look.scale(0.85 + 0.3 * clump + 0.5 * tuft * hit.detail(0.4) + 0.8 * blade * hit.detail(0.06));
    look.through = 0.12;
    hit.lean(0.5 * tuft, 0, 0.5 * blade * hit.detail(0.06));
  }
}
