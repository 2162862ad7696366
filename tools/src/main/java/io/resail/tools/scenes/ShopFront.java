package io.resail.tools.scenes;

/// The ground floor of a shop: its board with a name, its windows and what is behind them.
/// Immutable.
final class ShopFront {
  private static final Tint INTERIOR = new Tint(1.0, 0.82, 0.6);

  private final FacadeStyle style;
  private final Masonry wall;
  private final Glazing glazing;
  private final double width;
  private final int seed;

  ShopFront(FacadeStyle style, Masonry wall, Glazing glazing, double width, int seed) {
    this.style = style;
    this.wall = wall;
    this.glazing = glazing;
    this.width = width;
    this.seed = seed;
  }

  /// Shows the ground floor `s` metres along and `t` metres up.
  void show(Hit hit, Look look, double s, double t) {
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
    boolean entry = column == (seed >>> 4) % Math.max(1, (int) Math.round((width - 0.7) / each));
    double low = entry ? 0.05 : 0.55;
    if (t < low || Math.abs(across) > each * 0.5 - 0.06) {
      look.set(style.accent());
      look.scale(t < low ? 0.6 : 0.8);
      return;
    }
    int cell = (int) (Noise.hash(column, 77, seed) * 0x1000000);
    glazing.show(
        hit,
        look,
        across,
        t,
        new Glazing.Hole(each * 0.5 - 0.06, low, board - 0.05, entry ? 2 : 1, 1, cell, true));
    if (look.mirror > 0.05) {
      goods(look, column, across, t);
    }
  }

  /// What stands behind a shop window: things on shelves before a lit wall.
  private void goods(Look look, int column, double across, double t) {
    double x = across + 31 * column;
    int shelf = (int) Math.floor(t / 0.42);
    int place = (int) Math.floor(x / 0.23);
    double kind = Noise.hash(place, shelf, seed);
    double hue = Noise.hash(place, shelf, seed + 1);
    double tall = 0.12 + 0.24 * Noise.hash(place, shelf, seed + 2);
    boolean thing =
        t < 1.75
            && kind > 0.35
            && Curve.within(t / 0.42) * 0.42 < tall
            && Math.abs(Curve.within(x / 0.23) - 0.5) < 0.38;
    double light = 0.05 + style.lit();
    if (thing) {
      Tint tint = new Tint(0.08 + 0.5 * hue, 0.1 + 0.35 * kind, 0.42 - 0.35 * hue);
      look.blend(tint, 0.55);
      look.glow(tint, 0.9 * light);
    } else {
      double high = Curve.step(0.4, 2.6, t);
      look.glow(
          INTERIOR, light * (0.12 + 0.5 * high) * (0.7 + 0.6 * Noise.smooth(x * 0.7, t, seed + 3)));
    }
  }
}
