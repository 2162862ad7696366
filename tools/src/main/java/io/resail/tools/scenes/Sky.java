package io.resail.tools.scenes;

/// The colour of the air in every direction: gradient, glow about the sun, clouds, stars.
/// Immutable.
final class Sky {
  private final Light light;
  private final int seed;
  private final double cloudSize;
  private final double driftX;
  private final double driftY;
  private final double edge;

  Sky(Light light, Dice dice) {
    this.light = light;
    seed = dice.bits();
    cloudSize = dice.between(0.7, 1.5);
    driftX = dice.between(-50, 50);
    driftY = dice.between(-50, 50);
    // Ragged clouds in fair weather, soft banks under a closed sky.
    edge = light.cover() > 0.7 ? 0.34 : dice.between(0.1, 0.2);
  }

  /// Light from the direction (dx, dy, dz), length 1, without clouds: what things mirror.
  void air(double dx, double dy, double dz, double[] out) {
    double toward = toward(dx, dy, dz);
    blend(dy, halo(dy, toward) + 0.5 * Curve.sharp(toward, 4) + 1.6 * Curve.sharp(toward, 7), out);
  }

  /// What haze fades to in that direction: the air without the sun's own glare.
  void haze(double dx, double dy, double dz, double[] out) {
    double toward = toward(dx, dy, dz);
    blend(dy, halo(dy, toward), out);
  }

  private double toward(double dx, double dy, double dz) {
    Vec s = light.toSun();
    return Math.max(0, dx * s.x() + dy * s.y() + dz * s.z());
  }

  /// The wide brightness low in the sky on the sun's side.
  private static double halo(double dy, double toward) {
    double low = Curve.decay(Math.max(0, dy) * 5) * (0.35 + 0.65 * toward * toward);
    return 0.55 * low * toward;
  }

  private void blend(double dy, double glow, double[] out) {
    double t = 1 - Curve.decay(Math.max(0, dy) * 3.4);
    Tint h = light.horizon();
    Tint z = light.zenith();
    Tint g = light.glow();
    out[0] = Curve.mix(h.r(), z.r(), t) + g.r() * glow;
    out[1] = Curve.mix(h.g(), z.g(), t) + g.g() * glow;
    out[2] = Curve.mix(h.b(), z.b(), t) + g.b() * glow;
  }

  /// All that is to be seen in the direction (dx, dy, dz), length 1.
  void show(double dx, double dy, double dz, double[] out) {
    air(dx, dy, dz, out);
    if (dy <= 0.005) {
      return;
    }
    Vec s = light.toSun();
    double toward = dx * s.x() + dy * s.y() + dz * s.z();
    if (light.lamps() > 0.9) {
      stars(dx, dy, dz, out);
    } else if (light.cover() < 0.7) {
      double disc = Curve.step(0.9992, 0.9997, toward);
      for (int i = 0; i < 3; i++) {
        out[i] += disc * 8;
      }
    }
    clouds(dx, dy, dz, toward, out);
  }

  private void clouds(double dx, double dy, double dz, double toward, double[] out) {
    if (light.cover() < 0.02) {
      return;
    }
    double k = cloudSize / (dy + 0.09);
    double u = dx * k + driftX;
    double v = dz * k + driftY;
    double level = 0.66 - 0.34 * light.cover();
    double thick = Noise.cloudy(u * 1.5, v * 1.5, 5, seed);
    double body = Curve.step(level, level + edge, thick);
    if (body <= 0) {
      return;
    }
    // Denser toward the sun means that less light arrives here.
    Vec s = light.toSun();
    double sunward = Noise.cloudy((u + 0.22 * s.x()) * 1.5, (v + 0.22 * s.z()) * 1.5, 3, seed);
    double lit = Curve.clamp01(0.62 + 2.4 * (thick - sunward) - 1.5 * (thick - level - edge * 0.6));
    double rim = Curve.sharp(Math.max(0, toward), 3) * (1 - body) * 1.2;
    double fade = Curve.step(0.0, 0.16, dy);
    double share = body * (0.35 + 0.6 * fade) * Curve.mix(0.7, 1, fade);
    Tint c = light.cloud();
    Tint d = light.shade();
    out[0] = Curve.mix(out[0], Curve.mix(d.r(), c.r(), lit) + rim * light.glow().r(), share);
    out[1] = Curve.mix(out[1], Curve.mix(d.g(), c.g(), lit) + rim * light.glow().g(), share);
    out[2] = Curve.mix(out[2], Curve.mix(d.b(), c.b(), lit) + rim * light.glow().b(), share);
  }

  private void stars(double dx, double dy, double dz, double[] out) {
    double x = 330 * dx / (1 + dy);
    double y = 330 * dz / (1 + dy);
    double chance = Noise.hash((int) Math.floor(x), (int) Math.floor(y), seed);
    if (chance > 0.986 && light.cover() < 0.5) {
      double bright = 0.3 * (chance - 0.986) / 0.014 * dy;
      out[0] += bright;
      out[1] += bright;
      out[2] += bright * 1.1;
    }
  }
}
