package io.resail.tools.scenes;

/// A colour as light: linear red, green and blue, 1 for white paper in plain light, above for
/// lamps.
record Tint(double r, double g, double b) {
  private static final double[] LINEAR = new double[256];

  static {
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0;
      LINEAR[i] = v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
    }
  }

  static final Tint BLACK = new Tint(0, 0, 0);

  /// From 0xRRGGBB as screens show it.
  static Tint of(int rgb) {
    return new Tint(LINEAR[rgb >> 16 & 255], LINEAR[rgb >> 8 & 255], LINEAR[rgb & 255]);
  }

  static Tint grey(double level) {
    return new Tint(level, level, level);
  }

  Tint times(double k) {
    return new Tint(r * k, g * k, b * k);
  }

  Tint times(Tint o) {
    return new Tint(r * o.r, g * o.g, b * o.b);
  }

  Tint plus(Tint o) {
    return new Tint(r + o.r, g + o.g, b + o.b);
  }

  Tint mix(Tint to, double share) {
    return new Tint(
        Curve.mix(r, to.r, share), Curve.mix(g, to.g, share), Curve.mix(b, to.b, share));
  }

  double luminance() {
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /// The same, each channel brightened or darkened a little.
  Tint jitter(Dice dice, double amount) {
    double all = 1 + dice.between(-amount, amount);
    return new Tint(
        r * all * (1 + dice.between(-amount, amount) / 2),
        g * all * (1 + dice.between(-amount, amount) / 2),
        b * all * (1 + dice.between(-amount, amount) / 2));
  }
}
