package io.resail.tools.scenes;

/// Windows as deep as the wall they sit in: reveals, frames, curtains, lights, reflections.
/// Immutable.
final class Glazing {
  private static final Tint CURTAIN = Tint.of(0xd9d3c6);
  private static final Tint INSIDE = new Tint(0.022, 0.025, 0.03);
  private static final Tint BULB = new Tint(1.0, 0.68, 0.36);
  private static final Tint COOL = new Tint(0.85, 0.95, 1.0);

  private final FacadeStyle style;
  private final Tint wall;
  private final int seed;

  Glazing(FacadeStyle style, Tint wall, int seed) {
    this.style = style;
    this.wall = wall;
    this.seed = seed;
  }

  /// A hole in the wall with glass at its bottom: half width, lower and upper edge, panes, the
  /// hole's own random number, and whether nobody hangs curtains in it.
  record Hole(
      double half, double low, double high, int columns, int rows, int cell, boolean bare) {}

  /// Shows a window at `across` metres from its middle and `up` metres above its floor.
  void show(Hit hit, Look look, double across, double up, Hole hole) {
    // The line of sight goes on to the glass behind the wall's face.
    double into = Math.max(0.08, -(hit.vx * hit.nx + hit.vz * hit.nz));
    double aside = (-hit.nz * hit.vx + hit.nx * hit.vz) / into * style.recess();
    double x = across + Curve.clamp(aside, -0.9, 0.9);
    double y = up + Curve.clamp(hit.vy / into * style.recess(), -0.9, 0.9);
    if (Math.abs(x) > hole.half() || y < hole.low() || y > hole.high()) {
      look.set(style.trim().mix(wall, 0.5));
      // Reveals: the sill catches the sky, the soffit none.
      look.scale(y < hole.low() ? 1.0 : y > hole.high() ? 0.35 : 0.6);
      return;
    }
    double u = (x + hole.half()) / (2 * hole.half());
    double v = (y - hole.low()) / (hole.high() - hole.low());
    double bar = 0.045;
    double rimX = Math.min(hole.half() - Math.abs(x), muntin(u, hole.columns(), 2 * hole.half()));
    double rimY =
        Math.min(
            Math.min(y - hole.low(), hole.high() - y),
            muntin(v, hole.rows(), hole.high() - hole.low()));
    double soft = hit.grain * 0.5;
    double framed =
        Curve.clamp01(0.5 + (bar - Math.min(rimX, rimY)) / (2 * soft))
            * Math.min(1, bar * 1.6 / soft);
    glass(hit, look, hole, u, v);
    double shade = 1 - 0.55 * Curve.step(0.22, 0.0, hole.high() - y);
    look.scale(shade);
    if (framed > 0) {
      look.blend(style.frame().times(shade), framed);
      look.mirror *= 1 - framed;
      look.glowR *= 1 - framed;
      look.glowG *= 1 - framed;
      look.glowB *= 1 - framed;
    }
  }

  private static double muntin(double share, int count, double size) {
    if (count < 2) {
      return 1;
    }
    double part = Curve.within(share * count);
    boolean edge = share * count < 0.5 || share * count > count - 0.5;
    return edge ? 1 : Math.min(part, 1 - part) * size / count * 1.6;
  }

  private void glass(Hit hit, Look look, Hole hole, double u, double v) {
    double own = Noise.hash(hole.cell(), 1, seed);
    double habit = Noise.hash(hole.cell(), 2, seed);
    look.set(INSIDE);
    look.scale(0.6 + 1.2 * own);
    boolean lit = Noise.hash(hole.cell(), 3, seed) < style.lit();
    double drawn = 0;
    if (!hole.bare()) {
      double side = Math.min(u, 1 - u);
      double gap = 0.12 + 0.38 * own;
      if (habit < 0.45 && side < gap * 0.8) {
        drawn = 0.7 + 0.3 * Noise.smooth(u * 26, 0, hole.cell());
      } else if (habit > 0.72 && v > 0.35 + 0.6 * own) {
        drawn = 0.85;
      }
      look.blend(CURTAIN.times(0.55), drawn * 0.75);
    }
    if (lit) {
      double warm = 0.35 + 0.65 * Noise.smooth(u * 2 + own * 9, v * 2, hole.cell());
      look.glow(habit < 0.8 ? BULB : COOL, (0.35 + 0.65 * own) * warm * (drawn > 0 ? 0.7 : 1));
    }
    double tilt = style.curtain() ? 0.02 : 0.035;
    hit.lean(tilt * (own - 0.5), tilt * (habit - 0.5), tilt * (0.5 - own));
    look.gloss(style.curtain() ? 0.36 : 0.14, 6, 2.5);
    look.mirror *= 1 - 0.4 * drawn;
  }
}
