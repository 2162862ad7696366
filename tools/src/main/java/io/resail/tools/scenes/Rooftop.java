package io.resail.tools.scenes;

/// Roofs a building: slopes, gables, dormers, chimneys, or a flat roof with a parapet.
final class Rooftop {
  private final House.Form form;
  private final FacadeStyle style;
  private final Masonry wall;
  private final Chisel chisel;
  private final Dice dice;

  private Rooftop(House.Form form, FacadeStyle style, Masonry wall, Chisel chisel, Dice dice) {
    this.form = form;
    this.style = style;
    this.wall = wall;
    this.chisel = chisel;
    this.dice = dice;
  }

  static void raise(House.Form form, FacadeStyle style, Masonry wall, Chisel chisel, Dice dice) {
    new Rooftop(form, style, wall, chisel, dice).roof();
  }

  private static Vec p(double x, double y, double z) {
    return new Vec(x, y, z);
  }

  private void roof() {
    double w = form.width();
    double d = form.depth();
    double h = form.height();
    Chisel tiles = chisel.in(Roofing.any(dice));
    Masonry gableWall = wall;
    Chisel gable = chisel.in((hit, look) -> gableWall.show(hit, look, hit.a + hit.c, hit.b + 3));
    double out = 0.35;
    switch (form.roof()) {
      case FLAT -> flat(h);
      case ALONG -> {
        double rise = d * dice.between(0.28, 0.45);
        double low = h - out * rise / (d / 2);
        tiles.quad(
            p(-out, low, -out),
            p(-out, h + rise, d / 2),
            p(w + out, h + rise, d / 2),
            p(w + out, low, -out));
        tiles.quad(
            p(w + out, low, d + out),
            p(w + out, h + rise, d / 2),
            p(-out, h + rise, d / 2),
            p(-out, low, d + out));
        gable.triangle(p(0, h, d), p(0, h + rise, d / 2), p(0, h, 0));
        gable.triangle(p(w, h, 0), p(w, h + rise, d / 2), p(w, h, d));
        eaves(out, low);
        chimneys(h + rise, d / 2);
        dormers(tiles, rise);
      }
      case ACROSS -> {
        double rise = w * dice.between(0.3, 0.5);
        double low = h - out * rise / (w / 2);
        tiles.quad(
            p(-out, low, d), p(w / 2, h + rise, d), p(w / 2, h + rise, -out), p(-out, low, -out));
        tiles.quad(
            p(w + out, low, -out),
            p(w / 2, h + rise, -out),
            p(w / 2, h + rise, d),
            p(w + out, low, d));
        gable.triangle(p(0, h, 0), p(w / 2, h + rise, 0), p(w, h, 0));
        gable.triangle(p(w, h, d), p(w / 2, h + rise, d), p(0, h, d));
        chimneys(h + rise * 0.9, d * 0.6);
      }
      case HIP -> hip(tiles, out, Math.min(w, d) * dice.between(0.26, 0.4));
      case MANSARD -> mansard(tiles);
    }
  }

  private void flat(double h) {
    Tint trim = style.trim();
    Chisel top = chisel.in(Material.plain(Tint.of(0x77746e)));
    top.floor(0, 0, form.width(), form.depth(), h - 0.4);
    Chisel cap = chisel.in(Material.plain(trim.times(0.9)));
    cap.box(p(-0.06, h, -0.06), p(form.width() + 0.06, h + 0.14, 0.3));
    cap.box(p(-0.06, h, 0.3), p(0.3, h + 0.14, form.depth()));
    cap.box(p(form.width() - 0.3, h, 0.3), p(form.width() + 0.06, h + 0.14, form.depth()));
    if (dice.chance(0.5)) {
      double x = form.width() * dice.between(0.2, 0.6);
      Chisel plant = chisel.in(Material.plain(Tint.of(0x9a9a98)));
      plant.box(p(x, h, 3), p(x + dice.between(1.5, 3.5), h + dice.between(1.2, 2.6), 6));
    }
  }

  private void eaves(double out, double low) {
    Chisel gutter = chisel.in(Material.plain(style.trim().times(0.85)));
    gutter.box(p(-out, low - 0.14, -out - 0.06), p(form.width() + out, low + 0.02, -out + 0.06));
  }

  private void hip(Chisel tiles, double out, double rise) {
    double w = form.width();
    double d = form.depth();
    double h = form.height();
    double inset = Math.min(w, d) / 2;
    Vec a = p(-out, h - 0.1, -out);
    Vec b = p(w + out, h - 0.1, -out);
    Vec c = p(w + out, h - 0.1, d + out);
    Vec e = p(-out, h - 0.1, d + out);
    boolean wide = w >= d;
    Vec r1 = wide ? p(inset, h + rise, d / 2) : p(w / 2, h + rise, inset);
    Vec r2 = wide ? p(w - inset + 0.01, h + rise, d / 2) : p(w / 2, h + rise, d - inset + 0.01);
    if (wide) {
      tiles.quad(a, r1, r2, b);
      tiles.quad(c, r2, r1, e);
      tiles.triangle(e, r1, a);
      tiles.triangle(b, r2, c);
    } else {
      tiles.triangle(a, r1, b);
      tiles.triangle(c, r2, e);
      tiles.quad(e, r2, r1, a);
      tiles.quad(b, r1, r2, c);
    }
    eaves(out, h - 0.1);
    chimneys(h + rise, d / 2);
  }

  private void mansard(Chisel tiles) {
    double w = form.width();
    double d = form.depth();
    double h = form.height();
    double rise = 2.6;
    double in = 0.9;
    tiles.quad(p(0, h, -0.1), p(0, h + rise, in), p(w, h + rise, in), p(w, h, -0.1));
    tiles.quad(p(0, h, d), p(0, h + rise, d - in), p(0, h + rise, in), p(0, h, -0.1));
    tiles.quad(p(w, h, -0.1), p(w, h + rise, in), p(w, h + rise, d - in), p(w, h, d));
    tiles.floor(0, in, w, d - in, h + rise);
    int n = Math.max(1, (int) (w / style.bay() + 0.5));
    for (int i = 0; i < n; i++) {
      dormer(tiles, (i + 0.5) * w / n, h + 0.35, -0.02, 1.6);
    }
    chimneys(h + rise, d / 2);
  }

  private void dormers(Chisel tiles, double rise) {
    if (form.depth() < 6 || !dice.chance(0.5)) {
      return;
    }
    int n = Math.max(1, (int) (form.width() / 3.6));
    for (int i = 0; i < n; i++) {
      dormer(
          tiles,
          (i + 0.5) * form.width() / n,
          form.height() + 0.25 * rise,
          form.depth() * 0.12,
          1.5);
    }
  }

  private void dormer(Chisel tiles, double x, double y, double z, double high) {
    double half = 0.65;
    FacadeStyle s = style;
    Chisel face =
        chisel.in(
            new Facade(
                new FacadeStyle(
                    0,
                    high,
                    2 * half,
                    0.7,
                    0.25,
                    high - 0.3,
                    21,
                    s.trim(),
                    s.frame(),
                    0.2,
                    0,
                    s.accent(),
                    false,
                    false,
                    0.08,
                    s.lit()),
                wall,
                2 * half,
                high + 0.5,
                true,
                dice));
    face.wall(p(x - half, y, z), p(x + half, y, z), high, 0);
    Chisel cheek = chisel.in(Material.plain(wall.tint().times(0.7)));
    cheek.wall(p(x + half, y, z), p(x + half, y, z + 2.5), high, 0);
    cheek.wall(p(x - half, y, z + 2.5), p(x - half, y, z), high, 0);
    double o = 0.12;
    Vec ridge0 = p(x, y + high + 0.5, z - o);
    Vec ridge1 = p(x, y + high + 0.5, z + 2.6);
    tiles.quad(
        p(x - half - o, y + high - 0.06, z + 2.6),
        ridge1,
        ridge0,
        p(x - half - o, y + high - 0.06, z - o));
    tiles.quad(
        p(x + half + o, y + high - 0.06, z - o),
        ridge0,
        ridge1,
        p(x + half + o, y + high - 0.06, z + 2.6));
    cheek.triangle(p(x - half, y + high, z), p(x, y + high + 0.42, z), p(x + half, y + high, z));
  }

  private void chimneys(double top, double z) {
    Chisel stack = chisel.in((hit, look) -> wall.show(hit, look, hit.a + hit.c, hit.b));
    for (int i = dice.below(3); i > 0; i--) {
      double x = form.width() * dice.between(0.08, 0.9);
      stack.box(
          p(x, form.height(), z - 0.35),
          p(x + dice.between(0.6, 1.3), top + dice.between(0.5, 1.2), z + 0.35));
    }
  }
}
