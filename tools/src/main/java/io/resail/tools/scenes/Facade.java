package io.resail.tools.scenes;

/// A wall with windows, doors and shop fronts, deep enough to show their reveals. Immutable.
///
/// Coordinates: metres along the wall, metres above the pavement.
final class Facade implements Material {
  private final FacadeStyle style;
  private final Masonry wall;
  private final double height;
  private final boolean front;
  private final int bays;
  private final double bay;
  private final int door;
  private final int seed;
  private final Glazing glazing;
  private final ShopFront shop;

  Facade(FacadeStyle style, Masonry wall, double width, double height, boolean front, Dice dice) {
    this.style = style;
    this.wall = wall;
    this.height = height;
    this.front = front;
    bays = Math.max(1, (int) (width / style.bay() + 0.5));
    bay = width / bays;
    door = dice.below(bays);
    seed = dice.bits();
    glazing = new Glazing(style, wall.tint(), seed);
    shop = new ShopFront(style, wall, glazing, width, seed);
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
        shop.show(hit, look, s, t);
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
    glazing.show(
        hit,
        look,
        across,
        up,
        new Glazing.Hole(
            half,
            style.sill(),
            head,
            style.panes() / 10,
            style.panes() % 10,
            cell,
            style.curtain()));
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
      glazing.show(
          hit,
          look,
          across,
          t,
          new Glazing.Hole(half, head + 0.05, head + 0.45, 3, 1, seed >>> 8, true));
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
}
