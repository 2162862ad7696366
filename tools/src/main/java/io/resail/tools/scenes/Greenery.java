package io.resail.tools.scenes;

/// Plants street trees, parks, gardens and hedges.
final class Greenery {
  private final Stage stage;
  private final Mesh mesh;
  private final Plan plan;
  private final Dice dice;
  private final Season season;
  private final Tree.Species main;
  private final Tree.Species other;

  private Greenery(Stage stage, Dice dice) {
    this.stage = stage;
    mesh = stage.mesh();
    plan = stage.plan();
    this.dice = dice;
    season = Season.any(dice);
    main = species();
    other = species();
  }

  static void plant(Stage stage, Dice dice) {
    Plan plan = stage.plan();
    Greenery greenery = new Greenery(stage, dice);
    for (double side : new double[] {-1, 1}) {
      switch (plan.land(side)) {
        case TOWN -> greenery.avenue(side, plan.half() + 0.8, dice.chance(0.5));
        case SUBURB -> {
          greenery.avenue(side, plan.half() + 0.8, dice.chance(0.25));
          greenery.gardens(side);
        }
        case PARK -> greenery.park(side);
      }
    }
  }

  private Tree.Species species() {
    return switch (dice.weighted(5, 5, 2, 3, 2, 2)) {
      case 0 -> Tree.Species.ROUND;
      case 1 -> Tree.Species.OVAL;
      case 2 -> Tree.Species.POPLAR;
      case 3 -> Tree.Species.SPREADING;
      case 4 -> Tree.Species.BIRCH;
      default -> Tree.Species.SPRUCE;
    };
  }

  /// Trees at even distances along the kerb.
  private void avenue(double side, double x, boolean wanted) {
    if (!wanted || plan.walk() < 2.6) {
      return;
    }
    double gap = dice.between(7, 13);
    double height = dice.between(5, 8.5);
    Tree.Species kind =
        main == Tree.Species.SPRUCE || main == Tree.Species.SPREADING ? Tree.Species.ROUND : main;
    for (double z = dice.between(-8, 6); z < 110; z += gap) {
      if (dice.chance(0.88)) {
        tree(kind, side * x, z + dice.between(-0.5, 0.5), height * dice.between(0.85, 1.15), 9);
      }
    }
  }

  private void gardens(double side) {
    boolean hedged = dice.chance(0.55);
    double z = -10;
    while (z < 80) {
      double length = dice.between(6, 12);
      if (hedged
          && dice.chance(0.8)
          && !plan.onCrossing(z, 1)
          && !plan.onCrossing(z + length - 1.5, 1)) {
        hedge(side, z, length - 1.6);
      }
      z += length;
    }
    for (int i = 0; i < 16; i++) {
      double at = dice.between(2, 80);
      double x = plan.front() + (dice.chance(0.35) ? dice.between(1.5, 3) : dice.between(16, 34));
      tree(dice.chance(0.6) ? main : other, side * x, at, dice.between(3.5, 9), 9);
    }
  }

  private void hedge(double side, double z, double length) {
    double near = plan.front() + 0.35;
    double x0 = side > 0 ? near : -near - 0.7;
    double top = Plan.KERB + dice.between(0.8, 1.5);
    Shrub.hedge(mesh, new Vec(x0, Plan.KERB, z), new Vec(x0 + 0.7, top, z + length), dice);
  }

  private void park(double side) {
    if (dice.chance(0.7)) {
      avenue(side, plan.front() + 1.5, true);
    }
    int many = 14 + dice.below(22);
    for (int i = 0; i < many; i++) {
      double z = dice.between(4, 120);
      double x = plan.front() + 3 + 60 * dice.unit() * dice.unit();
      tree(dice.chance(0.6) ? main : other, side * x, z, dice.between(5, 13), 11);
    }
    // A wood behind, so that the lawn ends somewhere.
    for (double z = -10; z < 190; z += dice.between(3.5, 7)) {
      tree(dice.chance(0.5) ? main : other, side * dice.between(55, 75), z, dice.between(8, 14), 5);
    }
    for (int i = dice.below(7); i > 0; i--) {
      bush(
          side * (plan.front() + dice.between(1.5, 22)),
          dice.between(5, 50),
          dice.between(0.5, 1.1));
    }
  }

  private void tree(Tree.Species species, double x, double z, double height, double clear) {
    double distance = stage.distance(x, z);
    boolean behind = stage.shot().ahead(x, z) < -9;
    Dice own = dice.fork(2);
    if (distance < clear || behind || plan.onCrossing(z, 0.5)) {
      return;
    }
    double ground = Math.abs(x) > plan.half() ? Plan.KERB : 0;
    Tree.grow(mesh, species, season, new Vec(x, ground, z), height, distance, own);
  }

  private void bush(double x, double z, double size) {
    if (stage.distance(x, z) < 4 || plan.onCrossing(z, 1)) {
      return;
    }
    Shrub.bush(mesh, season, new Vec(x, Plan.KERB, z), size, dice);
  }
}
