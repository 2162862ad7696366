package io.resail.tools.scenes;

/// Leaves by the hundred, for crowns, bushes and hedges.
final class Leaves {
  private final Chisel green;
  private final Chisel heart;
  private final Dice dice;

  Leaves(Chisel plant, Foliage foliage, Dice dice) {
    green = plant.in(foliage);
    heart = plant.in(foliage.heart());
    this.dice = dice;
  }

  /// What is seen where leaves are thin, for other shapes than balls.
  Chisel heart() {
    return heart;
  }

  /// A round mass of leaves about a dark heart.
  ///
  /// @param top the plant's height, which brightens what is near it
  void ball(Vec middle, Vec radii, int count, double top) {
    heart.blob(middle, radii.times(0.74), 4, 7);
    double size =
        Math.min(0.6, 1.9 * Math.sqrt(radii.x() * (radii.y() + radii.z()) / Math.max(1, count)));
    for (int i = 0; i < count; i++) {
      double y = dice.between(-1, 1);
      double angle = dice.between(0, 2 * StrictMath.PI);
      double flat = Math.sqrt(1 - y * y);
      double out = 0.68 + 0.4 * Math.sqrt(dice.unit());
      Vec d = new Vec(flat * StrictMath.cos(angle), y, flat * StrictMath.sin(angle));
      Vec at =
          new Vec(
              middle.x() + d.x() * radii.x() * out,
              middle.y() + d.y() * radii.y() * out,
              middle.z() + d.z() * radii.z() * out);
      Vec look = new Vec(out - 0.12, dice.unit(), Curve.clamp01(at.y() / top));
      tuft(at, d, size * dice.between(0.6, 1.2), look);
    }
  }

  /// One tuft: a crooked triangle that faces about outward. `look` is its [Foliage] coordinates.
  void tuft(Vec at, Vec outward, double size, Vec look) {
    Vec wild = new Vec(dice.between(-1, 1), dice.between(-1, 1), dice.between(-1, 1));
    Vec face = outward.plus(wild.times(0.75)).unit();
    Vec side = face.cross(new Vec(wild.y(), wild.z(), wild.x() + 0.1)).unit();
    Vec other = face.cross(side);
    Vec normal = outward.plus(face.times(0.7)).plus(new Vec(0, 0.25, 0)).unit();
    int a = green.vertex(at.plus(side.times(0.62 * size)), normal, look);
    green.vertex(at.plus(side.times(-0.4 * size)).plus(other.times(0.5 * size)), normal, look);
    green.vertex(at.plus(side.times(-0.35 * size)).plus(other.times(-0.55 * size)), normal, look);
    green.triangle(a, a + 1, a + 2);
  }
}
