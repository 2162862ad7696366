package io.resail.tools.scenes;

/// An advertisement, 1.2 m wide, 1.9 m high: a picture, a heading, small print. Immutable.
///
/// Coordinates: metres from the middle to the right, metres above the ground.
final class Poster implements Material {
  private static final double LOW = 0.55;

  private final Tint paper;
  private final Tint ink;
  private final Tint spot;
  private final double lit;
  private final int seed;

  Poster(Dice dice, double lit) {
    paper =
        Tint.of(dice.pick(0xd8604a, 0x4a86a8, 0xe0bc58, 0x6a9a78, 0xe8e2d4, 0x8a6a92, 0xe0986a));
    ink = Tint.of(dice.pick(0x1c2838, 0xf0ece2, 0x6a2a30, 0xf0dc90));
    spot = Tint.of(dice.pick(0xf4efe0, 0x2a3a4a, 0xc84a3a, 0x3a7a8a));
    this.lit = lit;
    seed = dice.bits();
  }

  @Override
  public void show(Hit hit, Look look) {
    double u = hit.a / 0.58;
    double v = (hit.b - LOW) / 1.87;
    look.set(paper);
    look.scale(0.8 + 0.4 * v);
    double x = u - 0.5 + Noise.hash(1, 2, seed);
    double y = (v - 0.45) * 2;
    double r = Math.sqrt(x * x + y * y);
    look.blend(spot, 0.9 * Curve.step(0.52, 0.46, r));
    look.blend(
        ink,
        0.8
            * Curve.step(0.5, 0.56, Noise.smooth(u * 1.3 + 7, v * 3, seed))
            * Curve.step(0.5, 0.4, v));
    boolean heading = v > 0.8 && v < 0.91 && Math.abs(u) < 0.75;
    boolean print = v < 0.16 && v > 0.06 && Curve.within(v / 0.04) < 0.5 && Math.abs(u) < 0.6;
    if ((heading || print) && Noise.hash((int) Math.floor(u * 7), (int) (v * 9), seed) > 0.25) {
      look.set(ink);
    }
    look.gloss(0.06, 6, 1);
    look.glowR = look.r * (0.03 + 0.55 * lit);
    look.glowG = look.g * (0.03 + 0.55 * lit);
    look.glowB = look.b * (0.03 + 0.55 * lit);
  }
}
