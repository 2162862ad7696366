package io.resail.tools.scenes;

/// Grows one tree: trunk, branches, and a crown of leaves about a few round boughs.
final class Tree {
  /// The shapes of trees.
  enum Species {
    ROUND,
    OVAL,
    POPLAR,
    SPREADING,
    BIRCH,
    SPRUCE
  }

  private final Chisel wood;
  private final Leaves crown;
  private final double height;
  private final int leaves;
  private final Dice dice;

  private Tree(Chisel wood, Leaves crown, double height, int leaves, Dice dice) {
    this.wood = wood;
    this.crown = crown;
    this.height = height;
    this.leaves = leaves;
    this.dice = dice;
  }

  /// Grows a tree at `foot`.
  ///
  /// @param height metres to the top
  /// @param distance metres from the camera: far trees need fewer leaves
  static void grow(
      Mesh mesh,
      Species species,
      Season season,
      Vec foot,
      double height,
      double distance,
      Dice dice) {
    Chisel tree = Chisel.forItem(mesh, Classes.TREE, false).at(Pose.of(foot, dice.between(0, 6)));
    Tint bark =
        species == Species.BIRCH
            ? Tint.of(0xd8d4c8)
            : Tint.of(dice.pick(0x5c4c3e, 0x6a5a4a, 0x4c4038, 0x746858)).jitter(dice, 0.1);
    int seed = dice.bits();
    Chisel wood =
        tree.in(
            (hit, look) -> {
              double streak =
                  Noise.smooth(
                      hit.a * 30 + hit.c * 30, hit.b * (species == Species.BIRCH ? 9 : 2), seed);
              look.set(bark);
              look.scale(
                  species == Species.BIRCH ? (streak > 0.72 ? 0.25 : 1) : 0.6 + 0.8 * streak);
            });
    Foliage foliage =
        species == Species.SPRUCE
            ? Foliage.needles(Tint.of(dice.pick(0x33502f, 0x3c5838, 0x2c4838)).jitter(dice, 0.1))
            : season.leaves(dice);
    int leaves =
        (int) Curve.clamp(440_000 / ((distance + 2) * (distance + 4)) * height / 8, 100, 7000);
    new Tree(wood, new Leaves(tree, foliage, dice), height, leaves, dice).grow(species);
  }

  private void grow(Species species) {
    switch (species) {
      case ROUND -> crowned(0.3, 0.36, 7, 0.52);
      case OVAL -> crowned(0.24, 0.27, 6, 0.66);
      case POPLAR -> crowned(0.12, 0.13, 6, 1.3);
      case SPREADING -> crowned(0.34, 0.52, 9, 0.38);
      case BIRCH -> crowned(0.28, 0.25, 8, 0.7);
      case SPRUCE -> spruce();
    }
  }

  /// A crown from `bare` of the height up, `wide` of the height to each side.
  private void crowned(double bare, double wide, int boughs, double tall) {
    double bottom = bare * height;
    double radius = wide * height;
    double middle = (bottom + height) / 2;
    double half = (height - bottom) / 2;
    double girth = 0.018 * height + 0.07;
    double bend = dice.between(-0.3, 0.3);
    Vec fork = new Vec(bend * 0.5, bottom + 0.3 * half, bend * 0.3);
    wood.tube(new Vec(0, -0.05, 0), girth * 1.25, new Vec(bend * 0.2, 0.5, 0), girth, 7);
    wood.tube(new Vec(bend * 0.2, 0.5, 0), girth, fork, girth * 0.72, 7);
    double bough = Math.min(radius, half) * tall(tall);
    for (int i = 0; i < boughs; i++) {
      double angle = 2 * StrictMath.PI * (i + dice.between(-0.3, 0.3)) * 0.618;
      double lift = -0.75 + 1.5 * (i + 0.5) / boughs;
      double reach = Math.sqrt(1 - 0.75 * lift * lift) * dice.between(0.45, 0.72);
      Vec at =
          new Vec(
              bend * 0.5 + reach * radius * StrictMath.cos(angle),
              middle + lift * half * 0.72,
              reach * radius * StrictMath.sin(angle));
      double size = dice.between(0.8, 1.15);
      bough(
          at,
          new Vec(radius * 0.56 * size, bough * size, radius * 0.56 * size),
          leaves / (boughs + 1));
      wood.tube(fork, girth * 0.5, at.plus(new Vec(0, -0.3 * bough, 0)), girth * 0.15, 5);
    }
    bough(
        new Vec(bend * 0.5, middle, 0),
        new Vec(radius * 0.72, half * 0.86, radius * 0.72),
        leaves / (boughs + 1));
  }

  private static double tall(double k) {
    return 0.5 + 0.35 * k;
  }

  private void bough(Vec middle, Vec radii, int count) {
    crown.ball(middle, radii, count, height);
  }

  private void spruce() {
    double girth = 0.014 * height + 0.06;
    wood.tube(new Vec(0, -0.05, 0), girth, new Vec(0, height * 0.4, 0), girth * 0.6, 6);
    double wide = height * dice.between(0.19, 0.26);
    double low = height * dice.between(0.06, 0.14);
    int tiers = 9;
    for (int t = 0; t < tiers; t++) {
      double share = (double) t / tiers;
      double y = Curve.mix(low, height * 0.93, share);
      double radius = wide * (1 - share) + 0.15;
      double drop = (height - low) / tiers * 1.35;
      crown
          .heart()
          .tube(new Vec(0, y, 0), radius * 0.72, new Vec(0, y + drop, 0), radius * 0.12, 9);
      int count = (int) (leaves * 1.9 * (1 - share) / tiers) + 8;
      for (int i = 0; i < count; i++) {
        double angle = dice.between(0, 2 * StrictMath.PI);
        double out = 0.35 + 0.72 * Math.sqrt(dice.unit());
        Vec d = new Vec(StrictMath.cos(angle), 0.25, StrictMath.sin(angle));
        Vec at =
            new Vec(
                d.x() * radius * out,
                y + drop * (1 - out) * 0.9 - 0.12 * out * dice.unit(),
                d.z() * radius * out);
        Vec look = new Vec(out - 0.05, dice.unit(), share);
        crown.tuft(at, d, radius * dice.between(0.16, 0.34) + 0.08, look);
      }
    }
  }
}
