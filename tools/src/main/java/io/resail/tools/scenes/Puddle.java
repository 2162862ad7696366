package io.resail.tools.scenes;

/// What wet ground mirrors: the scene seen upside down through the same lens.
final class Puddle {
  /// Dry ground mirrors nothing.
  static final Puddle NONE = new Puddle(0, 0, new float[0], 0, 1);

  private final int width;
  private final int height;
  private final float[] light;
  private final int seed;
  private final double scale;

  /// @param light red, green, blue for each pixel of the mirrored view
  /// @param scale its samples for one metre at depth 1
  Puddle(int width, int height, float[] light, int seed, double scale) {
    this.width = width;
    this.height = height;
    this.light = light;
    this.seed = seed;
    this.scale = scale;
  }

  /// Adds to `out` what the ground at `hit` mirrors; `u` and `v` are its place in the picture for
  /// a lens of scale 1.
  void add(Hit hit, double u, double v, double wet, double[] out) {
    if (light.length == 0) {
      return;
    }
    double pool = Noise.cloudy(hit.x * 0.35, hit.z * 0.35, 3, seed);
    double deep = Curve.step(0.5, 0.62, pool) * wet;
    double facing = Math.max(0, -hit.vy);
    double fresnel = 1 - facing;
    fresnel = fresnel * fresnel * fresnel;
    double k = wet * (0.05 + fresnel * Curve.mix(0.42, 0.85, deep));
    double rough = Curve.mix(0.05, 0.012, deep) * height;
    double shake = (Noise.hash((int) (hit.x * 60), (int) (hit.z * 60), seed) - 0.5) * rough;
    double x = u * scale + shake * 0.25;
    double y = v * scale + shake;
    double r = 0;
    double g = 0;
    double b = 0;
    for (int i = -2; i <= 2; i++) {
      int px = (int) Curve.clamp(x, 0, width - 1);
      int py = (int) Curve.clamp(y + i * rough * 0.5, 0, height - 1);
      int at = 3 * (py * width + px);
      r += light[at];
      g += light[at + 1];
      b += light[at + 2];
    }
    out[0] = out[0] * (1 - k) + k * r / 5;
    out[1] = out[1] * (1 - k) + k * g / 5;
    out[2] = out[2] * (1 - k) + k * b / 5;
  }
}
