package io.resail.tools.scenes;

/// Grows hedges and bushes, which count as grass.
final class Shrub {
  private Shrub() {}

  /// A clipped hedge that fills the box between two corners.
  static void hedge(Mesh mesh, Vec low, Vec high, Dice dice) {
    Chisel plant = Chisel.forItem(mesh, Classes.GRASS, false);
    Leaves leaves = new Leaves(plant, Season.SUMMER.leaves(dice), dice);
    Vec skin = new Vec(0.05, 0, 0.05);
    leaves.heart().box(low.plus(skin), high.minus(skin));
    double tall = high.y() - low.y();
    double thick = high.x() - low.x();
    double area = (high.z() - low.z()) * (2 * tall + thick);
    int count = (int) Math.min(1100, area * 90);
    for (int i = 0; i < count; i++) {
      double u = dice.between(low.x(), high.x());
      double v = dice.between(low.y(), high.y());
      double w = dice.between(low.z(), high.z());
      Vec look = new Vec(0.9, dice.unit(), (v - low.y()) / tall);
      double size = dice.between(0.08, 0.19);
      switch (dice.weighted(tall, tall, thick, 0.15)) {
        case 0 -> leaves.tuft(new Vec(low.x(), v, w), new Vec(-1, 0, 0), size, look);
        case 1 -> leaves.tuft(new Vec(high.x(), v, w), new Vec(1, 0, 0), size, look);
        case 2 -> leaves.tuft(new Vec(u, high.y(), w), Vec.UP, size, look);
        default -> leaves.tuft(new Vec(u, v, low.z()), new Vec(0, 0, -1), size, look);
      }
    }
  }

  /// A round bush of about `size` metres.
  static void bush(Mesh mesh, Season season, Vec foot, double size, Dice dice) {
    Chisel plant = Chisel.forItem(mesh, Classes.GRASS, false);
    Leaves leaves = new Leaves(plant, season.leaves(dice), dice);
    for (int i = 0; i < 3; i++) {
      Vec aside = new Vec(dice.between(-size, size), size * 0.5, dice.between(-size, size));
      leaves.ball(foot.plus(aside), new Vec(size, size * 0.9, size), 200, 1.5);
    }
  }
}
