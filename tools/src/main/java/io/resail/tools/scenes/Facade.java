package io.resail.tools.scenes;

/// A wall with windows, doors and shop fronts, deep enough to show their reveals. Immutable.
///
/// Coordinates: metres along the wall, metres above the pavement.
final class Facade implements Material {
  private static final Tint CURTAIN = Tint.of(0xd9d3c6);
  private static final Tint INSIDE = new Tint(0.022, 0.025, 0.03);
  private static final Tint BULB = new Tint(1.0, 0.68, 0.36);
  private static final Tint COOL = new Tint(0.85, 0.95, 1.0);

  private final FacadeStyle style;
  private final Masonry wall;
  private final double width;
  private final double height;
  private final boolean front;
  private final int bays;
  private final double bay;
  private final int door;
  private final int seed;

  Facade(FacadeStyle style, Masonry wall, double width, double height, boolean front, Dice dice) {
    this.style = style;
    this.wall = wall;
    this.width = width;
    this.height = height;
    this.front = front;
    bays = Math.max(1, (int) (width / style.bay() + 0.5));
    bay = width / bays;
    door = dice.below(bays);
    seed = dice.bits();
  }

  @Override
  public void show(Hit hit, Look look) {
    double s = hit.a;
    double t = hit.b;
    if (t < 0.02 || t > height - 0.35) {
      wall.show(hit, look, s, t);
      look.blend(style.trim(), front && t > 1 ? 0.8 : 0);
      return;
    }
    if (t < style.ground()) {
      if (front && style.shop()) {
        shop(hit, look, s, t);
      } else {
        plainGround(hit, look, s, t);
      }
      return;
    }
    double above = (t - style.ground()) / style.storey();
    int floor = (int) above;
    double up = (above - floor) * style.storey();
    if (style.ground() + (floor + 1) * style.storey() > height + 0.2) {
      wall.show(hit, look, s, t);
      return;
    }
    opening(hit, look, s, t, up, floor + 1, style.head());
    if (front && up < 0.14 && !style.curtain()) {
      look.blend(style.trim(), 0.7 * Math.min(1, style.surround() * 8));
    }
  }

  private void plainGround(Hit hit, Look look, double s, double t) {
    int column = (int) Curve.clamp(s / bay, 0, bays - 1);
    if (front && column == door) {
      door(hit, look, s - (column + 0.5) * bay, t);
    } else {
      opening(hit, look, s, t, t - 0.15, 0, Math.min(style.head(), style.ground() - 0.6));
      if (t < 0.55 && front) {
        look.scale(0.72);
      }
    }
  }

  /// One bay of one storey: wall, surround, and a window in its hole.
  private void opening(Hit hit, Look look, double s, double t, double up, int floor, double head) {
    int column = (int) Curve.clamp(s / bay, 0, bays - 1);
    double across = s - (column + 0.5) * bay;
    double half = 0.5 * bay * style.window();
    boolean blind = !front && Noise.hash(column, floor / 9, seed + 31) < 0.6;
    double beyond = Math.max(Math.abs(across) - half, Math.max(style.sill() - up, up - head));
    if (blind || beyond > 0) {
      wall.show(hit, look, s, t);
      if (!blind) {
        around(look, across, up, half, head, beyond);
      }
      return;
    }
    int cell = (int) (Noise.hash(column, floor, seed) * 0x1000000);
    pane(
        hit,
        look,
        across,
        up,
        new Hole(half, style.sill(), head, style.panes() / 10, style.panes() % 10, cell));
  }

  /// Trim, sill and shutters beside a window.
  private void around(
      Look look, double across, double up, double half, double head, double beyond) {
    if (front && beyond < style.surround()) {
      look.set(style.trim());
      look.scale(up < style.sill() ? 1.05 : 0.97);
    } else if (up < style.sill() && up > style.sill() - 0.3 && Math.abs(across) < half + 0.05) {
      // Rain runs off the sill.
      look.scale(up > style.sill() - 0.09 ? 1.15 : 0.86);
    }
    if (style.shutters() > 0 && front && up > style.sill() - 0.02 && up < head) {
      double out = Math.abs(across) - half - style.surround();
      if (out > 0 && out < half * 0.75) {
        look.set(style.accent());
        look.scale(
            0.75
                + 0.4
                    * Curve.step(0.3, 0.6, Curve.within(up * 11))
                    * (out > 0.05 && out < half * 0.68 ? 1 : 0.4));
      }
    }
  }

  /// A hole in the wall with glass at its bottom: half width, lower and upper edge, panes, and the
  /// hole's own random number.
  private record Hole(double half, double low, double high, int columns, int rows, int cell) {}

  private void pane(Hit hit, Look look, double across, double up, Hole hole) {
    // The line of sight goes on to the glass behind the wall's face.
    double into = Math.max(0.08, -(hit.vx * hit.nx + hit.vz * hit.nz));
    double aside = (-hit.nz * hit.vx + hit.nx * hit.vz) / into * style.recess();
    double x = across + Curve.clamp(aside, -0.9, 0.9);
    double y = up + Curve.clamp(hit.vy / into * style.recess(), -0.9, 0.9);
    if (Math.abs(x) > hole.half() || y < hole.low() || y > hole.high()) {
      look.set(style.trim().mix(wall.tint(), 0.5));
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
    if (!style.curtain()) {
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

  private void door(Hit hit, Look look, double across, double t) {
    double half = Math.min(0.62, bay * 0.36);
    double head = 2.25;
    double beyond = Math.max(Math.abs(across) - half, t - head - 0.45);
    if (beyond > 0) {
      wall.show(hit, look, across + 3, t);
      if (beyond < 0.18) {
        look.set(style.trim());
      }
      return;
    }
    if (t > head) {
      pane(hit, look, across, t, new Hole(half, head + 0.05, head + 0.45, 3, 1, seed >>> 8));
      return;
    }
    look.set(style.accent());
    double px = Math.abs(Math.abs(across) - half * 0.48);
    double py = Math.abs(Curve.within(t / 1.1) - 0.5) * 1.1;
    boolean panel = px < half * 0.32 && py < 0.4;
    look.scale(
        (panel ? 0.82 : 1)
            * (half - Math.abs(across) < 0.05 ? 0.6 : 1)
            * (head - t < 0.12 ? 0.5 : 1));
    look.gloss(0.03, 4, 0.3);
  }

  private void shop(Hit hit, Look look, double s, double t) {
    double board = style.ground() - 0.75;
    if (t > board) {
      double v = (t - board) / 0.75;
      boolean edge = v < 0.08 || v > 0.9;
      look.set(edge ? style.trim() : style.accent());
      // Lettering, too far away to be read.
      double middle = Math.abs(s / width - 0.5);
      double letter = Noise.hash((int) Math.floor(s / 0.17), 5, seed);
      double stroke = Noise.hash((int) Math.floor(s / 0.06), (int) Math.floor(t / 0.09), seed);
      if (!edge && v > 0.28 && v < 0.68 && middle < 0.27 && letter > 0.22) {
        look.blend(style.trim(), 0.25 + 0.6 * Curve.step(0.3, 0.5, stroke));
      }
      look.glow(style.accent(), style.lit() * 0.5);
      return;
    }
    double pier = Math.min(s, width - s);
    if (pier < 0.35) {
      wall.show(hit, look, s, t);
      look.scale(0.9);
      return;
    }
    double each = (width - 0.7) / Math.max(1, Math.round((width - 0.7) / 2.6));
    int column = (int) ((s - 0.35) / each);
    double across = s - 0.35 - (column + 0.5) * each;
    boolean entry = column == door % Math.max(1, (int) Math.round((width - 0.7) / each));
    double low = entry ? 0.05 : 0.55;
    if (t < low || Math.abs(across) > each * 0.5 - 0.06) {
      look.set(style.accent());
      look.scale(t < low ? 0.6 : 0.8);
      return;
    }
    int cell = (int) (Noise.hash(column, 77, seed) * 0x1000000);
    pane(
        hit,
        look,
        across,
        t,
        new Hole(each * 0.5 - 0.06, low, board - 0.05, entry ? 2 : 1, 1, cell));
    if (look.mirror > 0.05) {
      goods(look, column, across, t);
    }
  }

  /// What stands behind a shop window.
  private void goods(Look look, int column, double across, double t) {
    double shelf =
        Noise.hash((int) Math.floor(across * 3.2) + 40 * column, (int) Math.floor(t * 2.4), seed);
    double hue = Noise.hash((int) Math.floor(across * 3.2), (int) Math.floor(t * 2.4) + 9, seed);
    Tint thing = new Tint(0.1 + 0.4 * hue, 0.1 + 0.3 * shelf, 0.3 - 0.2 * hue + 0.1);
    double high = 0.9 + 0.9 * Noise.hash((int) Math.floor(across * 3.2), column, seed + 2);
    if (t < high && shelf > 0.3) {
      look.blend(thing, 0.5);
    }
    look.glow(BULB.plus(COOL), (0.03 + style.lit() * 0.6) * (t < high ? 0.35 : 0.7));
  }
}
