package io.resail.tools.scenes;

/// Paint, glass, lamps and wheels of one car. Immutable.
///
/// Coordinates of all materials: the place on the car, metres.
final class CarLooks {
  private static final Tint GLASS = new Tint(0.012, 0.014, 0.016);
  private static final Tint RUBBER = new Tint(0.012, 0.012, 0.013);
  private static final Tint PLASTIC = new Tint(0.03, 0.03, 0.032);
  private static final Tint CHROME = new Tint(0.55, 0.56, 0.57);
  private static final Tint RED = new Tint(0.42, 0.012, 0.01);
  private static final Tint HEADLAMP = new Tint(1.0, 0.93, 0.78);
  private static final Tint PLATE = new Tint(0.8, 0.8, 0.74);

  private final CarShape shape;
  private final Tint paint;
  private final double shine;
  private final boolean darkBumpers;
  private final Tint rim;
  private final double lamps;
  private final int spokes;
  private final boolean striped;
  private final Tint stripe;

  CarLooks(CarShape shape, double lamps, Dice dice) {
    this.shape = shape;
    this.lamps = lamps;
    boolean trade = shape.panelled() && dice.chance(0.6);
    paint = trade ? Tint.of(0xe8e8e4) : colour(shape, dice).jitter(dice, 0.08);
    shine = dice.between(0.05, 0.1);
    darkBumpers = dice.chance(0.35);
    rim = dice.chance(0.75) ? Tint.grey(dice.between(0.35, 0.6)) : Tint.grey(0.06);
    spokes = dice.pick(5, 5, 6, 8, 10);
    striped = shape.large() || (shape.panelled() && dice.chance(0.3));
    stripe = Tint.of(dice.pick(0x2a5a8c, 0xa83232, 0x2f6b46, 0xd8a030));
  }

  private static Tint colour(CarShape shape, Dice dice) {
    if (shape.large()) {
      return Tint.of(dice.pick(0xb02a24, 0xe0b030, 0x2f62a0, 0x3f8a4a, 0xe4e4e0));
    }
    return Tint.of(
        switch (dice.weighted(20, 17, 14, 13, 13, 12, 4, 3, 4)) {
          case 0 -> 0xe6e6e3;
          case 1 -> 0xaeb2b5;
          case 2 -> 0x1e2022;
          case 3 -> 0x63676b;
          case 4 -> dice.pick(0x24477c, 0x2e5fa4, 0x1c3354, 0x5a8cb4);
          case 5 -> dice.pick(0xa01c1e, 0xc02a26, 0x761c22);
          case 6 -> dice.pick(0x2f5a40, 0x5a6f4a);
          case 7 -> dice.pick(0xe0b21c, 0xd86a1e);
          default -> dice.pick(0xa48c6c, 0x6a4a36, 0xc8b898);
        });
  }

  /// Everything below the windows.
  Material body() {
    return (hit, look) -> {
      double x = Math.abs(hit.a);
      double y = hit.b;
      double z = hit.c;
      double halfWidth = shape.width() / 2;
      double halfLength = shape.length() / 2;
      look.set(paint);
      look.gloss(shine, 6, 1.1);
      double dy = y - shape.wheel();
      double front = Math.abs(z) - shape.base();
      double arch = Math.sqrt(dy * dy + front * front);
      boolean side = x > 0.8 * halfWidth;
      if (side && arch < shape.wheel() + 0.07) {
        look.set(RUBBER);
        look.gloss(0, 0, 0);
        return;
      }
      boolean bumper = Math.abs(z) > halfLength * 0.84 && y < 0.46;
      if (y < shape.clear() + 0.1 || (darkBumpers && bumper)) {
        look.set(PLASTIC);
        look.gloss(0.02, 3, 0.1);
      }
      if (side && Math.abs(z) < halfLength * 0.8) {
        doors(hit, look, y, z);
      }
      if (z > halfLength * 0.86) {
        face(hit, look, x / halfWidth, y);
      } else if (z < -halfLength * 0.88) {
        tail(look, x / halfWidth, y);
      }
      // Road dirt.
      look.scale(1 - 0.3 * Curve.step(0.55, 0.2, y));
    };
  }

  private void doors(Hit hit, Look look, double y, double z) {
    if (striped && Math.abs(y - shape.belt() * 0.72) < 0.12) {
      look.set(stripe);
    }
    double pillar = middlePillar();
    double seam =
        Math.min(
            Math.abs(z - pillar),
            Math.min(Math.abs(z - shape.windscreen() + 0.15), Math.abs(z - pillar + 1.05)));
    double width = 0.012;
    if (y > shape.clear() + 0.16) {
      look.scale(
          1
              - 0.7
                  * Curve.step(width + hit.grain * 0.5, width * 0.5, seam)
                  * Math.min(1, width / hit.grain * 2));
    }
    double handle = Math.min(Math.abs(z - pillar - 0.18), Math.abs(z - pillar + 0.88));
    if (handle < 0.09 && Math.abs(y - shape.belt() + 0.13) < 0.022) {
      look.scale(0.45);
    }
    look.scale(
        1 - 0.25 * Curve.step(0.03, 0.0, Math.abs(y - shape.belt() * 0.62)) * hit.detail(0.1));
  }

  private double middlePillar() {
    return shape.panelled()
        ? shape.windscreen() - 1.25
        : Curve.mix(shape.roofFront(), shape.roofRear(), 0.32);
  }

  private void face(Hit hit, Look look, double across, double y) {
    double top = shape.bonnet();
    double lampY = top - 0.2 - 0.05 * across;
    if (across > 0.55 && across < 0.95 && Math.abs(y - lampY) < 0.085) {
      look.set(CHROME);
      look.blend(GLASS, 0.35 * Curve.step(0.75, 0.95, across));
      look.gloss(0.2, 6, 2);
      look.glow(HEADLAMP, lamps * 5);
    } else if (across < 0.5 && Math.abs(y - top + 0.24) < 0.08) {
      look.set(PLASTIC);
      if (Curve.within(y / 0.05) < 0.35) {
        look.blend(CHROME, 0.6 * hit.detail(0.04));
      }
      look.gloss(0.05, 4, 0.3);
    } else if (across < 0.3 && Math.abs(y - 0.44) < 0.06) {
      look.set(PLATE);
    } else if (across < 0.7 && y > 0.24 && y < 0.36) {
      look.set(RUBBER);
      look.gloss(0, 0, 0);
    }
  }

  private void tail(Look look, double across, double y) {
    double lampY = shape.boot() - 0.17;
    if (across > 0.6
        && across < 0.97
        && Math.abs(y - lampY) < (shape.length() < 4.2 ? 0.13 : 0.085)) {
      look.set(RED);
      look.gloss(0.08, 5, 1);
      look.glow(RED, 0.12 + lamps * 3.2);
    } else if (across < 0.3 && Math.abs(y - 0.56) < 0.065) {
      look.set(PLATE);
    } else if (across < 0.8 && y > 0.26 && y < 0.4) {
      look.set(PLASTIC);
    }
  }

  /// Everything from the windows up.
  Material cabin() {
    return (hit, look) -> {
      double y = hit.b;
      double rise = shape.rise(y);
      double front = shape.cabinFront(y);
      double rear = shape.cabinRear(y);
      double middle = (front + rear) / 2;
      double along = (hit.c - middle) / Math.max(0.1, (front - rear) / 2);
      double across = Math.abs(hit.a) / shape.cabinHalf(y);
      look.set(paint);
      look.gloss(shine, 6, 1.1);
      double top = shape.large() ? 0.72 : 0.86;
      if (rise < 0.05 || rise > top) {
        return;
      }
      boolean side = across > Math.abs(along);
      double corner = Math.abs(across - Math.abs(along));
      if (side ? Math.abs(along) > 0.93 : across > 0.86) {
        look.scale(corner < 0.03 ? 0.6 : 1);
        return;
      }
      if (side && closed(hit.c)) {
        return;
      }
      if (side && Math.abs(hit.c - middlePillar()) < 0.06) {
        look.set(RUBBER);
        return;
      }
      if (!side && along < 0 && shape.panelled()) {
        double leaf = Math.abs(hit.a);
        if (leaf < 0.02) {
          look.scale(0.3);
        }
        if (leaf < 0.14 || rise < 0.4) {
          return;
        }
      }
      glass(hit, look, rise, side);
    };
  }

  private boolean closed(double z) {
    if (shape.large()) {
      return Math.abs(Curve.within(z / 1.5) - 0.5) > 0.45;
    }
    return shape.panelled() && z < middlePillar();
  }

  private void glass(Hit hit, Look look, double rise, boolean side) {
    look.set(GLASS);
    // Seats and heads inside, lit through the other windows.
    double seat = Math.abs(Curve.within(side ? hit.c / 0.95 + 0.3 : hit.a / 0.75 + 0.5) - 0.5);
    if (rise < 0.55 && seat < 0.2) {
      look.scale(0.45);
    } else {
      look.scale(1.0 + 1.6 * rise);
    }
    look.gloss(0.1, 6, 2.2);
    if (shape.large()) {
      look.glow(HEADLAMP, lamps * 0.35);
    }
  }

  /// Tyre, rim and spokes; coordinates: place on the wheel.
  Material wheel() {
    return (hit, look) -> {
      double r = Math.sqrt(hit.b * hit.b + hit.c * hit.c) / shape.wheel();
      if (r > 0.68) {
        look.set(RUBBER);
        look.gloss(0.01, 2, 0.06);
        return;
      }
      double turn = spokes * 0.5 * triangle(hit.b, hit.c);
      boolean gap = r > 0.22 && r < 0.58 && Curve.within(turn) > 0.5;
      look.set(gap ? RUBBER : rim);
      look.gloss(0.1, 4, 0.6);
    };
  }

  /// Like an angle, 0 to 4 around, in straight pieces.
  private static double triangle(double y, double z) {
    double sum = Math.abs(y) + Math.abs(z) + 1e-9;
    double quarter = z / sum;
    return y >= 0 ? 1 - quarter : 3 + quarter;
  }

  static Material plastic() {
    return Material.plain(PLASTIC);
  }
}
