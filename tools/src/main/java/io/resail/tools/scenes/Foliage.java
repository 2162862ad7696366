package io.resail.tools.scenes;

/// Leaves and needles: bright outside, dark within, the sun shining through. Immutable.
///
/// Coordinates: how far out a leaf sits, 0 to 1; its own random number; how high, 0 to 1.
final class Foliage implements Material {
  private final Tint leaf;
  private final Tint other;
  private final double through;

  private Foliage(Tint leaf, Tint other, double through) {
    this.leaf = leaf;
    this.other = other;
    this.through = through;
  }

  static Foliage of(Tint leaf, Tint other) {
    return new Foliage(leaf, other, 0.28);
  }

  static Foliage needles(Tint leaf) {
    return new Foliage(leaf, leaf.times(0.7), 0.12);
  }

  /// What is seen between the leaves: more leaves, in the dark.
  Material heart() {
    Tint dark = leaf.mix(other, 0.3).times(0.34);
    return (hit, look) -> {
      double u = hit.a * 11 + hit.c * 6;
      double v = hit.b * 11 - hit.c * 6;
      double shade = Noise.smooth(u, v, 5);
      double spot = Curve.step(0.55, 0.62, Noise.smooth(u * 1.7, v * 1.7, 9));
      look.set(dark);
      look.scale(0.45 + shade + 1.1 * spot);
    };
  }

  @Override
  public void show(Hit hit, Look look) {
    look.set(leaf);
    look.blend(other, Curve.step(0.3, 1, Curve.within(hit.b * 7.3)));
    double depth = Curve.step(0.35, 1.0, hit.a);
    look.scale(
        (0.45 + 0.55 * depth) * (0.78 + 0.44 * Curve.within(hit.b * 3.7)) * (0.82 + 0.25 * hit.c));
    look.through = through * depth;
    look.gloss(0.01, 2, 0.05);
  }
}
