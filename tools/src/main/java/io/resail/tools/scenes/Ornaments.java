package io.resail.tools.scenes;

/// What sticks out of a front: cornice, string course, awning, balconies.
final class Ornaments {
  private final House.Form form;
  private final FacadeStyle style;
  private final Masonry wall;
  private final Chisel chisel;
  private final Dice dice;

  private Ornaments(House.Form form, FacadeStyle style, Masonry wall, Chisel chisel, Dice dice) {
    this.form = form;
    this.style = style;
    this.wall = wall;
    this.chisel = chisel;
    this.dice = dice;
  }

  static void fix(House.Form form, FacadeStyle style, Masonry wall, Chisel chisel, Dice dice) {
    new Ornaments(form, style, wall, chisel, dice).ornaments();
  }

  private static Vec p(double x, double y, double z) {
    return new Vec(x, y, z);
  }

  private void ornaments() {
    double w = form.width();
    Chisel stone = chisel.in(Material.plain(style.trim()));
    if (!style.curtain() && form.roof() != House.Roof.ACROSS) {
      double h = form.height();
      stone.box(p(-0.02, h - 0.42, -0.24), p(w + 0.02, h - 0.14, 0.02));
      stone.box(p(-0.02, h - 0.14, -0.36), p(w + 0.02, h, 0.02));
    }
    if (style.shop() || dice.chance(0.3)) {
      stone.box(p(0, style.ground() - 0.1, -0.14), p(w, style.ground() + 0.08, 0.02));
    }
    if (style.shop() && dice.chance(0.5)) {
      awning();
    }
    if (!style.shop() && !style.curtain() && form.height() > 8 && dice.chance(0.35)) {
      balconies();
    }
  }

  private void awning() {
    Tint one = style.accent();
    Tint two = dice.chance(0.6) ? Tint.of(0xe8e2d2) : one;
    Chisel cloth =
        chisel.in(
            (hit, look) -> {
              look.set(Curve.within(hit.a / 0.7) < 0.5 ? one : two);
              look.through = 0.3;
            });
    double y = style.ground() - 0.75;
    double low = y - 0.55;
    double x1 = form.width() - 0.3;
    cloth.quad(p(0.3, low, -1.3), p(0.3, y, -0.05), p(x1, y, -0.05), p(x1, low, -1.3));
    cloth.quad(
        p(0.3, low - 0.22, -1.3), p(0.3, low, -1.3), p(x1, low, -1.3), p(x1, low - 0.22, -1.3));
    cloth.triangle(p(0.3, low, -1.3), p(0.3, y, -0.05), p(0.3, low, -0.05));
    cloth.triangle(p(x1, low, -1.3), p(x1, y, -0.05), p(x1, low, -0.05));
  }

  private void balconies() {
    int n = Math.max(1, (int) (form.width() / style.bay() + 0.5));
    double bay = form.width() / n;
    int every = dice.pick(1, 2, 2, 3);
    boolean solid = dice.chance(0.4);
    Chisel slab = chisel.in(Material.plain(style.trim().times(0.85)));
    Tint iron = solid ? wall.tint().times(0.9) : Tint.of(0x2c2c2e);
    Chisel rail = chisel.in(Material.plain(iron));
    for (double y = style.ground(); y + 2 < form.height(); y += style.storey()) {
      for (int i = dice.below(every); i < n; i += every) {
        double x = (i + 0.5) * bay;
        double half = bay * 0.46;
        slab.box(p(x - half, y - 0.05, -0.95), p(x + half, y + 0.12, 0));
        if (solid) {
          rail.box(p(x - half, y, -0.95), p(x + half, y + 0.95, -0.88));
        } else {
          rail.box(p(x - half, y + 0.95, -0.96), p(x + half, y + 1.02, -0.9));
          for (double b = -half; b <= half; b += 0.16) {
            rail.box(p(x + b, y, -0.95), p(x + b + 0.03, y + 1, -0.92));
          }
        }
      }
    }
  }
}
