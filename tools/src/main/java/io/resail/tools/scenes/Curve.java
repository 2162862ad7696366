package io.resail.tools.scenes;

/// The few curves that shading is made of. Plain arithmetic, so the same on every machine.
final class Curve {
  private Curve() {}

  static double mix(double from, double to, double share) {
    return from + (to - from) * share;
  }

  static double clamp(double value, double low, double high) {
    return value < low ? low : Math.min(value, high);
  }

  static double clamp01(double value) {
    return clamp(value, 0, 1);
  }

  /// 0 up to `from`, 1 beyond `to`, smooth between; falls if `from` is the larger.
  static double step(double from, double to, double value) {
    double t = clamp01((value - from) / (to - from));
    return t * t * (3 - 2 * t);
  }

  /// Near `exp(-x)` for x of at least 0, within 0.003.
  static double decay(double x) {
    double d = 1 + x * (0.2507213 + x * (0.0292732 + x * 0.0038278));
    double q = d * d;
    return 1 / (q * q);
  }

  /// `x` to the power `2^doublings`, for x of 0 to 1: how sharp a highlight is.
  static double sharp(double x, int doublings) {
    double y = clamp01(x);
    for (int i = 0; i < doublings; i++) {
      y *= y;
    }
    return y;
  }

  /// The part of `value` within its cell of size 1, 0 to 1.
  static double within(double value) {
    return value - Math.floor(value);
  }
}
