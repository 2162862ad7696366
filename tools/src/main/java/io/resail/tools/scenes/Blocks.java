package io.resail.tools.scenes;

/// Lines streets with buildings.
final class Blocks {
  private static final double DEPTH = 12;

  private final Mesh mesh;
  private final Plan plan;
  private final double lamps;
  private final Dice dice;
  private final double tallness;

  private Blocks(Stage stage, Dice dice) {
    mesh = stage.mesh();
    plan = stage.plan();
    lamps = stage.light().lamps();
    this.dice = dice;
    tallness = dice.between(0.7, 1.35);
  }

  static void build(Stage stage, Dice dice) {
    Plan plan = stage.plan();
    Blocks blocks = new Blocks(stage, dice);
    for (double side : new double[] {-1, 1}) {
      double before = plan.crossed() ? plan.crossAt() - plan.crossHalf() - plan.walk() : 190;
      blocks.row(side, -24, before);
      if (plan.crossed()) {
        double after = plan.crossAt() + plan.crossHalf() + plan.walk();
        blocks.row(side, after, 190);
        blocks.sideRow(side, after);
      }
    }
  }

  /// Buildings along the main road from `z0` to `z1`.
  private void row(double side, double z0, double z1) {
    Plan.Land land = plan.land(side);
    if (land == Plan.Land.PARK) {
      return;
    }
    boolean town = land == Plan.Land.TOWN;
    double z = z0;
    while (z < z1 - 5) {
      double width = Math.min(z1 - z, town ? dice.between(6, 16) : dice.between(7.5, 12));
      if (z1 - z - width < 5) {
        width = z1 - z;
      }
      boolean gap = town && dice.chance(0.07);
      if (!gap) {
        double back = town ? plan.front() : plan.front() + dice.between(3.5, 7.5);
        Pose pose =
            side > 0
                ? Pose.of(new Vec(back, Plan.KERB, z + width), StrictMath.PI / 2)
                : Pose.of(new Vec(-back, Plan.KERB, z), -StrictMath.PI / 2);
        house(land, width, pose, z < 75);
      }
      z += width + (town ? 0 : dice.between(2, 6));
    }
  }

  /// Buildings along the crossing road's far side, facing the camera.
  private void sideRow(double side, double z) {
    Plan.Land land = plan.land(side);
    if (land == Plan.Land.PARK) {
      return;
    }
    boolean town = land == Plan.Land.TOWN;
    double x = plan.front() + (town ? DEPTH : DEPTH + 8);
    double back = town ? z : z + dice.between(3.5, 7);
    while (x < 90) {
      double width = town ? dice.between(6, 15) : dice.between(7.5, 12);
      Vec at = new Vec(side > 0 ? x : -x - width, Plan.KERB, back);
      house(land, width, Pose.of(at, 0), true);
      x += width + (town ? 0 : dice.between(2, 6));
    }
  }

  private void house(Plan.Land land, double width, Pose pose, boolean near) {
    Dice own = dice.fork(1);
    if (land == Plan.Land.SUBURB) {
      Masonry wall = Masonry.cottage(own);
      FacadeStyle style = FacadeStyle.cottage(own, lamps);
      int floors = own.weighted(3, 7, 1);
      House.Roof roof =
          own.pick(House.Roof.ALONG, House.Roof.ACROSS, House.Roof.HIP, House.Roof.ALONG);
      double height = 2.9 + floors * style.storey();
      House.build(
          new House.Form(width, own.between(7, 10), height, roof),
          style,
          wall,
          mesh,
          pose,
          near,
          own);
      return;
    }
    boolean office = own.chance(0.14);
    Masonry wall = Masonry.town(own);
    FacadeStyle style =
        office ? FacadeStyle.office(own, lamps) : FacadeStyle.town(own, wall.tint(), lamps);
    int floors = Math.max(1, (int) (own.between(1, 5.2) * tallness + (office ? 2 : 0.4)));
    double height = style.ground() + floors * style.storey() + own.between(0.4, 0.8);
    House.Roof roof =
        office
            ? House.Roof.FLAT
            : own.pick(
                House.Roof.FLAT,
                House.Roof.ALONG,
                House.Roof.ALONG,
                House.Roof.MANSARD,
                House.Roof.FLAT,
                House.Roof.ACROSS);
    if (roof == House.Roof.ACROSS && width > 9) {
      roof = House.Roof.ALONG;
    }
    House.build(new House.Form(width, DEPTH, height, roof), style, wall, mesh, pose, near, own);
  }
}
