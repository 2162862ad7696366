package io.resail.tools.scenes;

/// Everything flat: roads, pavements with kerbs, lawns.
final class Ground {
  private static final double WIDE = 320;

  private final Mesh mesh;
  private final Plan plan;
  private final Chisel road;
  private final Chisel paving;
  private final Chisel kerb;
  private final Chisel lawn;

  private Ground(Mesh mesh, Plan plan, Dice dice) {
    this.mesh = mesh;
    this.plan = plan;
    road = flat(Classes.ROAD, new Asphalt(plan, dice));
    Paving slabs = new Paving(dice);
    paving = flat(Classes.PAVEMENT, slabs);
    kerb = paving.in(slabs.kerb());
    lawn = flat(Classes.GRASS, new Lawn(dice));
  }

  static void lay(Stage stage, Dice dice) {
    new Ground(stage.mesh(), stage.plan(), dice).layAll();
  }

  private Chisel flat(int label, Material material) {
    return Chisel.forItem(mesh, label, false).in(material);
  }

  private void layAll() {
    lawn.floor(-900, -200, 900, 1800, -0.3);
    road.floor(-plan.half(), Plan.START, plan.half(), Plan.END, 0);
    double near = plan.crossed() ? plan.crossAt() - plan.crossHalf() : Plan.END;
    for (double side : new double[] {-1, 1}) {
      block(side, Plan.START, near, false, plan.crossed());
      if (plan.crossed()) {
        block(side, plan.crossAt() + plan.crossHalf(), Plan.END, true, false);
        strip(road, side, plan.half(), WIDE, near, near + 2 * plan.crossHalf(), 0);
      }
    }
  }

  /// One side's land between two crossings: pavement along the road, pavement along crossing roads,
  /// and the rest.
  private void block(double side, double from, double to, boolean crossBefore, boolean crossAfter) {
    double walk = plan.walk();
    double front = plan.front();
    double stone = 0.28;
    raised(kerb, side, plan.half(), plan.half() + stone, from, to);
    raised(paving, side, plan.half() + stone, front, from, to);
    double inner = from;
    double outer = to;
    if (crossBefore) {
      raised(kerb, side, plan.half() + stone, WIDE, from, from + stone);
      raised(paving, side, front, WIDE, from + stone, from + walk);
      inner = from + walk;
    }
    if (crossAfter) {
      raised(kerb, side, plan.half() + stone, WIDE, to - stone, to);
      raised(paving, side, front, WIDE, to - walk, to - stone);
      outer = to - walk;
    }
    Chisel land = plan.land(side) == Plan.Land.TOWN ? paving : lawn;
    raised(land, side, front, WIDE, inner, outer);
  }

  private static void raised(
      Chisel chisel, double side, double x0, double x1, double z0, double z1) {
    double low = side < 0 ? -x1 : x0;
    double high = side < 0 ? -x0 : x1;
    chisel.box(new Vec(low, 0, z0), new Vec(high, Plan.KERB, z1));
  }

  private static void strip(
      Chisel chisel, double side, double x0, double x1, double z0, double z1, double y) {
    chisel.floor(side < 0 ? -x1 : x0, z0, side < 0 ? -x0 : x1, z1, y);
  }
}
