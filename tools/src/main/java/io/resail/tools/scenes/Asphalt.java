package io.resail.tools.scenes;

/// A worn road with its paint: tracks, patches, covers, lines and zebras. Immutable.
final class Asphalt implements Material {
  private static final double LINE = 0.13;

  private final Plan plan;
  private final int seed;
  private final Tint stone;
  private final Tint paint;
  private final double wear;
  private final boolean edgeLines;
  private final double lane;

  Asphalt(Plan plan, Dice dice) {
    this.plan = plan;
    seed = dice.bits();
    stone = Tint.of(dice.pick(0x6e6d6b, 0x7c7a77, 0x5f6064, 0x757069, 0x66686b)).jitter(dice, 0.08);
    paint = Tint.of(dice.chance(0.85) ? 0xeeeeea : 0xe9cf7a);
    wear = dice.between(0.1, 0.5);
    edgeLines = dice.chance(0.4);
    lane = plan.marking() == Plan.Marking.LANES ? plan.half() / 2 : plan.half();
  }

  @Override
  public void show(Hit hit, Look look) {
    double x = hit.x;
    double z = hit.z;
    look.set(stone);
    look.soak = 1;
    double broad = Noise.cloudy(x * 0.22, z * 0.12, 3, seed);
    double level = 0.78 + 0.44 * broad;
    // Wheels polish two tracks a lane, oil darkens between them.
    boolean crossing = Math.abs(z - plan.crossAt()) < plan.crossHalf();
    if (!crossing) {
      double inLane = Curve.within((x + 2 * lane) / lane) - 0.5;
      double track = Math.abs(Math.abs(inLane) - 0.24);
      level *=
          1 + 0.07 * Curve.step(0.14, 0.02, track) - 0.09 * Curve.step(0.12, 0, Math.abs(inLane));
      level *= 1 - 0.22 * Curve.step(0.5, 0.05, plan.half() - Math.abs(x));
    }
    double fine = hit.detail(0.035);
    if (fine > 0) {
      level *=
          1
              + 0.3
                  * fine
                  * (Noise.hash((int) Math.floor(x * 45), (int) Math.floor(z * 45), seed) - 0.5);
    }
    double medium = hit.detail(0.25);
    level *= 1 + 0.16 * medium * (Noise.smooth(x * 6, z * 6, seed + 7) - 0.5);
    look.scale(level);
    patches(x, z, hit, look);
    double painted =
        painted(x, z, hit)
            * Curve.step(wear * 0.6, wear + 0.25, 0.25 + Noise.cloudy(x * 5, z * 5, 2, seed + 3));
    look.blend(paint, painted * 0.9);
    look.gloss(0.015, 3, 0.12);
  }

  private void patches(double x, double z, Hit hit, Look look) {
    int cx = (int) Math.floor(x / 3.1);
    int cz = (int) Math.floor(z / 7.3);
    double kind = Noise.hash(cx, cz, seed + 11);
    double u = Curve.within(x / 3.1) * 3.1;
    double v = Curve.within(z / 7.3) * 7.3;
    if (kind < 0.16) {
      double w = 0.5 + 1.6 * Noise.hash(cx, cz, seed + 12);
      double h = 0.7 + 4.5 * Noise.hash(cx, cz, seed + 13);
      if (u > 0.3 && u < 0.3 + w && v > 0.5 && v < 0.5 + h) {
        double rim = Math.min(Math.min(u - 0.3, 0.3 + w - u), Math.min(v - 0.5, 0.5 + h - v));
        look.scale((kind < 0.1 ? 0.72 : 1.18) * (rim < 0.05 ? 0.7 : 1));
      }
    } else if (kind < 0.3) {
      double du = u - 1.5;
      double dv = v - 3;
      double d = Math.sqrt(du * du + dv * dv);
      if (d < 0.36) {
        look.set(Tint.of(0x3c3b3a));
        look.scale(
            d > 0.31
                ? 0.5
                : 0.8 + 0.5 * Curve.step(0.4, 0.6, Curve.within(u * 9)) * hit.detail(0.1));
      }
    }
    // Cracks run where two slow hills are equally high.
    double crack =
        Math.abs(
            Noise.smooth(x * 0.45, z * 0.45, seed + 21)
                - Noise.smooth(x * 0.5 + 9, z * 0.4, seed + 22));
    look.scale(1 - 0.3 * Curve.step(0.008, 0.002, crack) * hit.detail(0.08));
  }

  /// How much of the place is paint, 0 to 1.
  private double painted(double x, double z, Hit hit) {
    double soft = 0.006 + hit.grain * 0.5;
    double zebraFar = Math.abs(z - plan.zebra());
    if (zebraFar < 1.7) {
      double bar = Math.abs(Curve.within(x / 1.0 + 0.25) - 0.5);
      return band(bar, 0.25, soft)
          * band(zebraFar, 1.5, soft)
          * band(Math.abs(x), plan.half() - 0.25, soft);
    }
    if (Math.abs(z - plan.crossAt()) < plan.crossHalf() + 0.2) {
      return crossLine(x, z, soft);
    }
    double before = plan.crossAt() - plan.crossHalf() - z;
    double stop = plan.zebra() < Plan.END ? z - (plan.zebra() - 2.6) : -(before - 1.2);
    if (Math.abs(stop) < 0.35 && plan.crossed() && x > 0.1) {
      return band(Math.abs(stop), 0.22, soft);
    }
    boolean clear = zebraFar > 3;
    double edge =
        edgeLines ? band(Math.abs(Math.abs(x) - plan.half() + 0.35), LINE * 0.45, soft) : 0;
    double dash = band(Math.abs(Curve.within(z / 6) - 0.5), 0.24, soft / 6);
    double middle =
        switch (plan.marking()) {
          case NONE -> 0;
          case DASHED -> band(Math.abs(x), LINE * 0.5, soft) * dash;
          case SOLID -> band(Math.abs(x), LINE * 0.5, soft);
          case DOUBLE -> band(Math.abs(Math.abs(x) - LINE), LINE * 0.45, soft);
          case LANES ->
              Math.max(
                  band(Math.abs(Math.abs(x) - LINE), LINE * 0.45, soft),
                  band(Math.abs(Math.abs(x) - lane), LINE * 0.5, soft) * dash);
        };
    return clear ? Math.max(edge, middle) : edge;
  }

  private double crossLine(double x, double z, double soft) {
    if (Math.abs(x) < plan.half() + plan.walk() * 0.5) {
      return 0;
    }
    double dash = band(Math.abs(Curve.within(x / 6) - 0.5), 0.24, soft / 6);
    return band(Math.abs(z - plan.crossAt()), LINE * 0.5, soft) * dash;
  }

  /// 1 where `distance` is within `half`, soft at the border.
  private static double band(double distance, double half, double soft) {
    return Curve.clamp01(0.5 + (half - distance) / (2 * soft)) * Math.min(1, half / soft);
  }
}
