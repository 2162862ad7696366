package io.resail.tools.scenes;

/// Random textures without state: the same place and seed give the same value, on every machine.
final class Noise {
  private Noise() {}

  /// A number of 0 to 1 for a cell of a grid, unlike its neighbours'.
  static double hash(int x, int y, int seed) {
    int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ seed * 0x9e3779b1;
    h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
    h = (h ^ (h >>> 12)) * 0x297a2d39;
    return ((h ^ (h >>> 15)) >>> 8) * 0x1p-24;
  }

  /// Smooth hills of size 1, 0 to 1.
  static double smooth(double x, double y, int seed) {
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    int ix = (int) fx;
    int iy = (int) fy;
    double u = ease(x - fx);
    double v = ease(y - fy);
    double top = Curve.mix(hash(ix, iy, seed), hash(ix + 1, iy, seed), u);
    double low = Curve.mix(hash(ix, iy + 1, seed), hash(ix + 1, iy + 1, seed), u);
    return Curve.mix(top, low, v);
  }

  /// Hills on hills: `octaves` layers, each turned, half as large and half as high, 0 to 1.
  static double cloudy(double x, double y, int octaves, int seed) {
    double sum = 0;
    double all = 0;
    double weight = 1;
    double px = x;
    double py = y;
    for (int i = 0; i < octaves; i++) {
      sum += weight * smooth(px, py, seed + i);
      all += weight;
      weight *= 0.5;
      double turned = 1.6 * px + 1.2 * py;
      py = 1.6 * py - 1.2 * px;
      px = turned + 17.3;
    }
    return sum / all;
  }

  private static double ease(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }
}
