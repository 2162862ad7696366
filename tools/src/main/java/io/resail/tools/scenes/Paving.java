package io.resail.tools.scenes;

/// Slabs, setts or poured pavement, with joints and stains. Immutable.
final class Paving implements Material {
  private final int seed;
  private final Tint stone;
  private final double length;
  private final double width;
  private final boolean staggered;
  private final double joint;

  Paving(Dice dice) {
    seed = dice.bits();
    int kind = dice.weighted(5, 2, 2);
    stone =
        Tint.of(dice.pick(0xb3ada2, 0xa9a7a3, 0xbdb3a2, 0xa59f98, 0xb7a595, 0xa89a8c))
            .jitter(dice, 0.07);
    length = kind == 0 ? dice.between(0.5, 0.9) : kind == 1 ? 0.22 : 3.5;
    width = kind == 0 ? dice.between(0.4, 0.7) : kind == 1 ? 0.16 : 3.5;
    staggered = kind == 1 || dice.chance(0.5);
    joint = kind == 1 ? 0.018 : 0.014;
  }

  @Override
  public void show(Hit hit, Look look) {
    double row = Math.floor(hit.x / width);
    double shift = staggered ? 0.5 * (row - 2 * Math.floor(row / 2)) : 0;
    double along = hit.z / length + shift;
    int i = (int) row;
    int j = (int) Math.floor(along);
    double u = Curve.within(hit.x / width) * width;
    double v = Curve.within(along) * length;
    double rim = Math.min(Math.min(u, width - u), Math.min(v, length - v));
    double seen = hit.detail(Math.min(width, length) * 0.8);
    double slab = 1 + 0.26 * seen * (Noise.hash(i, j, seed) - 0.5);
    double gap = Math.min(1, joint / (joint + hit.grain * 0.7));
    double dark = 1 - 0.5 * gap * seen * Curve.step(joint + hit.grain * 0.7, joint * 0.3, rim);
    double stain = 0.86 + 0.28 * Noise.cloudy(hit.x * 0.7, hit.z * 0.7, 3, seed + 5);
    double fine =
        1
            + 0.14
                * hit.detail(0.04)
                * (Noise.hash((int) Math.floor(hit.x * 40), (int) Math.floor(hit.z * 40), seed + 9)
                    - 0.5);
    look.set(stone);
    look.scale(slab * dark * stain * fine);
    look.soak = 0.8;
    look.gloss(0.012, 3, 0.06);
  }

  /// The kerb stones that go with it.
  Material kerb() {
    Tint light = stone.mix(Tint.of(0xc4c2bd), 0.55);
    return (hit, look) -> {
      double along = Math.abs(hit.nx) > 0.5 || hit.ny > 0.5 ? hit.z : hit.x;
      double gap = Math.abs(Curve.within(along) - 0.5) > 0.485 ? 0.7 : 1;
      look.set(light);
      look.scale(
          (0.85 + 0.3 * Noise.smooth(hit.x * 3, hit.z * 3, seed + 17))
              * gap
              * (hit.ny > 0.5 ? 1 : 0.8));
      look.soak = 0.6;
      look.gloss(0.012, 3, 0.06);
    };
  }
}
