package io.resail.tools.scenes;

/// Plants street trees, parks, gardens and hedges.
final class Greenery {
  private final Mesh mesh;
  private final Plan plan;
  private final Shot shot;
  private final Dice dice;
  private final Season season;
  private final Tree.Species main;
  private final Tree.Species other;

  private Greenery(Mesh mesh, Plan plan, Shot shot, Dice dice) {
    this.mesh = mesh;
    this.plan = plan;
    this.shot = shot;
    this.dice = dice;
    season = Season.any(dice);
    main = species();
    other = species();
  }

  static void plant(Mesh mesh, Plan plan, Shot shot, Dice dice) {
    Greenery greenery = new Greenery(mesh, plan, shot, dice);
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
    return Tree.Species.values()[dice.weighted(5, 5, 2, 3, 2, 2)];
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
        tree(kind, side * x, z + dice.between(-0.5, 0.5), height * dice.between(0.85, 1.15), 6);
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
        hedge(side, plan.front() + 0.35, z, length - 1.6, dice.between(0.8, 1.5));
      }
      z += length;
    }
    for (int i = 0; i < 16; i++) {
      double at = dice.between(2, 80);
      double x = plan.front() + (dice.chance(0.35) ? dice.between(1.5, 3) : dice.between(16, 34));
      tree(dice.chance(0.6) ? main : other, side * x, at, dice.between(3.5, 9), 6.5);
    }
  }

  private void park(double side) {
    if (dice.chance(0.7)) {
      avenue(side, plan.front() + 1.5, true);
    }
    int many = 14 + dice.below(22);
    for (int i = 0; i < many; i++) {
      double z = dice.between(4, 120);
      double x = plan.front() + 3 + 60 * dice.unit() * dice.unit();
      tree(dice.chance(0.6) ? main : other, side * x, z, dice.between(5, 13), 8);
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
    double dx = x - shot.eye().x();
    double dz = z - shot.eye().z();
    double distance = Math.sqrt(dx * dx + dz * dz);
    boolean behind = dx * StrictMath.sin(shot.yaw()) + dz * StrictMath.cos(shot.yaw()) < -9;
    Dice own = dice.fork(2);
    if (distance < clear || behind || plan.onCrossing(z, 0.5)) {
      return;
    }
    double ground = Math.abs(x) > plan.half() ? Plan.KERB : 0;
    Tree.grow(mesh, species, season, new Vec(x, ground, z), height, distance, own);
  }

  private void hedge(double side, double x, double z, double length, double high) {
    Chisel green =
        Chisel.forItem(mesh, Classes.GRASS, false)
            .in(season == Season.AUTUMN ? Season.SUMMER.leaves(dice) : season.leaves(dice));
    double thick = 0.7;
    double x0 = side > 0 ? x : -x - thick;
    Vec low = new Vec(x0, 0.1, z);
    leafyBox(green, low, new Vec(x0 + thick, 0.1 + high, z + length));
  }

  private void leafyBox(Chisel green, Vec low, Vec high) {
    Chisel inside =
        Chisel.forItem(mesh, Classes.GRASS, false).in(Material.plain(new Tint(0.03, 0.05, 0.02)));
    inside.box(low.plus(new Vec(0.06, 0, 0.06)), high.minus(new Vec(0.06, 0.06, 0.06)));
    double area = (high.z() - low.z()) * (2 * (high.y() - low.y()) + high.x() - low.x());
    int count = (int) Math.min(900, area * 70);
    for (int i = 0; i < count; i++) {
      int face = dice.weighted(high.y() - low.y(), high.y() - low.y(), high.x() - low.x(), 0.15);
      double u = dice.between(low.x(), high.x());
      double v = dice.between(low.y(), high.y());
      double w = dice.between(low.z(), high.z());
      Vec at =
          switch (face) {
            case 0 -> new Vec(low.x(), v, w);
            case 1 -> new Vec(high.x(), v, w);
            case 2 -> new Vec(u, high.y(), w);
            default -> new Vec(u, v, low.z());
          };
      Vec out =
          switch (face) {
            case 0 -> new Vec(-1, 0, 0);
            case 1 -> new Vec(1, 0, 0);
            case 2 -> Vec.UP;
            default -> new Vec(0, 0, -1);
          };
      Leaves.tuft(green, at, out, dice.between(0.1, 0.22), new Vec(0.9, dice.unit(), 0.6), dice);
    }
  }

  private void bush(double x, double z, double size) {
    if (Math.abs(x - shot.eye().x()) + Math.abs(z - shot.eye().z()) < 4 || plan.onCrossing(z, 1)) {
      return;
    }
    Chisel green = Chisel.forItem(mesh, Classes.GRASS, false).in(season.leaves(dice));
    for (int i = 0; i < 3; i++) {
      Vec middle =
          new Vec(
              x + dice.between(-size, size), Plan.KERB + size * 0.5, z + dice.between(-size, size));
      Leaves.ball(green, middle, new Vec(size, size * 0.9, size), 180, 1.5, dice);
    }
  }
}
