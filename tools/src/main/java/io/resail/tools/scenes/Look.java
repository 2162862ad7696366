package io.resail.tools.scenes;

/// How a surface shows at one place. Reused from ray to ray, one thread.
final class Look {
  /// The share of light that it gives back, by colour.
  double r;

  double g;
  double b;

  /// Light of its own.
  double glowR;

  double glowG;
  double glowB;

  /// How much of the surroundings it mirrors when looked at straight, 0 to 1.
  double mirror;

  /// How sharp the sun's highlight is, in doublings, and how strong.
  int sharpness;

  double highlight;

  /// How much sun shines through, as through leaves.
  double through;

  /// How wet it can get, 0 to 1.
  double soak;

  void clear() {
    r = 0.5;
    g = 0.5;
    b = 0.5;
    glowR = 0;
    glowG = 0;
    glowB = 0;
    mirror = 0;
    sharpness = 0;
    highlight = 0;
    through = 0;
    soak = 0;
  }

  void set(Tint tint) {
    r = tint.r();
    g = tint.g();
    b = tint.b();
  }

  void blend(Tint tint, double share) {
    r = Curve.mix(r, tint.r(), share);
    g = Curve.mix(g, tint.g(), share);
    b = Curve.mix(b, tint.b(), share);
  }

  void scale(double k) {
    r *= k;
    g *= k;
    b *= k;
  }

  void glow(Tint tint, double k) {
    glowR += tint.r() * k;
    glowG += tint.g() * k;
    glowB += tint.b() * k;
  }

  void gloss(double mirrored, int doublings, double strength) {
    mirror = mirrored;
    sharpness = doublings;
    highlight = strength;
  }
}
