package io.resail.tools.scenes;

/// Builds one person, standing or in stride, facing positive z, 1.75 m tall before scaling.
final class Person {
  private static final double HIP = 0.92;

  private final Outfit outfit;
  private final Chisel chisel;
  private final Dice dice;
  private final double stout;

  private Person(Outfit outfit, Chisel chisel, Dice dice) {
    this.outfit = outfit;
    this.chisel = chisel;
    this.dice = dice;
    stout = dice.between(0.92, 1.18);
  }

  /// Builds a person at `pose`; `stride` of 0 stands, 1 walks fast.
  static void build(Outfit outfit, Mesh mesh, Pose pose, double stride, Dice dice) {
    Chisel chisel = Chisel.forItem(mesh, Classes.PERSON, true).at(pose);
    Person person = new Person(outfit, chisel, dice);
    person.legs(stride);
    person.trunk();
    person.arms(stride);
    person.head();
    person.baggage();
  }

  private void legs(double stride) {
    double phase = dice.between(0.55, 1) * dice.sign();
    for (double side : new double[] {-1, 1}) {
      double swing = side * phase * stride * 0.5;
      Vec hip = new Vec(side * 0.085 * stout, HIP, 0);
      double bend = Math.max(0, -swing) * 0.9 + 0.04;
      Vec knee = hip.plus(limb(swing, 0.45));
      Vec ankle = knee.plus(limb(swing - bend, 0.43));
      Chisel cloth = chisel.in(outfit.legs());
      cloth.tube(hip, 0.088 * stout, knee, 0.06, 8);
      cloth.tube(knee, 0.062, ankle, 0.045, 8);
      double lift = Math.max(0.045, ankle.y() - 0.02);
      Vec toe = new Vec(ankle.x() + side * 0.01, lift, ankle.z() + 0.07);
      chisel.in(outfit.shoes()).blob(toe, new Vec(0.048, 0.05, 0.135), 4, 8);
    }
  }

  /// From a joint down and ahead by an angle.
  private static Vec limb(double angle, double length) {
    return new Vec(0, -length * StrictMath.cos(angle), length * StrictMath.sin(angle));
  }

  private void trunk() {
    double[] heights = {HIP - 0.06, 1.0, 1.15, 1.3, 1.41, 1.47, 1.51};
    double[] wide = {0.155, 0.15, 0.14, 0.165, 0.17, 0.12, 0.05};
    double[] deep = {0.115, 0.115, 0.11, 0.12, 0.105, 0.075, 0.05};
    int extra = outfit.skirt() > 0 ? 1 : 0;
    int columns = 12;
    Vec[][] grid = new Vec[heights.length + extra][columns];
    if (extra == 1) {
      double flare = 0.19 + 0.16 * outfit.skirt();
      grid[0] = ring(HIP - 0.06 - outfit.skirt(), flare, flare * 0.8, columns);
    }
    for (int i = 0; i < heights.length; i++) {
      grid[i + extra] = ring(heights[i], wide[i] * stout, deep[i] * stout, columns);
    }
    chisel.in(outfit.top()).skin(grid, true);
  }

  private static Vec[] ring(double y, double wide, double deep, int columns) {
    Vec[] ring = new Vec[columns];
    for (int c = 0; c < columns; c++) {
      double angle = 2 * StrictMath.PI * c / columns;
      ring[c] = new Vec(wide * StrictMath.cos(angle), y, -deep * StrictMath.sin(angle));
    }
    return ring;
  }

  private void arms(double stride) {
    double phase = dice.between(0.4, 0.9) * dice.sign();
    Chisel sleeve = chisel.in(outfit.top());
    Chisel hand = chisel.in(outfit.skin());
    for (double side : new double[] {-1, 1}) {
      Vec shoulder = new Vec(side * 0.18 * stout, 1.405, 0);
      double swing = side * phase * stride * 0.55;
      boolean holds = outfit.umbrella() && side > 0;
      Vec elbow = shoulder.plus(limb(holds ? 0.35 : swing, 0.28)).plus(new Vec(side * 0.04, 0, 0));
      Vec wrist = elbow.plus(holds ? new Vec(-0.06, 0.16, 0.18) : limb(swing + 0.3, 0.25));
      sleeve.blob(shoulder, new Vec(0.056, 0.06, 0.06), 4, 8);
      sleeve.tube(elbow, 0.042, shoulder, 0.053, 7);
      sleeve.tube(wrist, 0.036, elbow, 0.046, 7);
      hand.blob(wrist, new Vec(0.04, 0.055, 0.045), 4, 7);
      if (holds) {
        umbrella(wrist);
      }
    }
  }

  private void umbrella(Vec hand) {
    Vec top = new Vec(hand.x() * 0.6, 2.02, 0.08);
    chisel.in(outfit.shoes()).tube(hand, 0.012, top, 0.012, 5);
    double[] radii = {0.52, 0.4, 0.22, 0.01};
    double[] drops = {0.2, 0.09, 0.02, 0.0};
    Vec[][] grid = new Vec[4][10];
    for (int r = 0; r < 4; r++) {
      Vec[] ring = ring(top.y() - drops[r], radii[r], radii[r], 10);
      for (int c = 0; c < 10; c++) {
        grid[r][c] = ring[c].plus(new Vec(top.x(), 0, top.z()));
      }
    }
    chisel.in(outfit.extra()).skin(grid, true);
  }

  private void head() {
    Chisel skin = chisel.in(outfit.skin());
    skin.tube(new Vec(0, 1.47, 0), 0.052, new Vec(0, 1.58, 0.01), 0.048, 7);
    skin.blob(new Vec(0, 1.635, 0.015), new Vec(0.076, 0.11, 0.092), 7, 10);
    Chisel hair = chisel.in(outfit.hat() ? outfit.extra() : outfit.hair());
    hair.blob(new Vec(0, 1.672, -0.012), new Vec(0.086, 0.088, 0.098), 6, 10);
    if (outfit.longHair()) {
      chisel.in(outfit.hair()).blob(new Vec(0, 1.58, -0.055), new Vec(0.085, 0.15, 0.05), 5, 8);
    }
  }

  private void baggage() {
    Chisel stuff = chisel.in(outfit.extra());
    if (outfit.bag() == 1) {
      stuff.blob(new Vec(0, 1.24, -0.17), new Vec(0.15, 0.22, 0.1), 6, 10);
    } else if (outfit.bag() == 2) {
      double x = -0.29 * stout;
      stuff.box(new Vec(x - 0.05, 0.55, -0.12), new Vec(x + 0.05, 0.82, 0.16));
    }
  }
}
