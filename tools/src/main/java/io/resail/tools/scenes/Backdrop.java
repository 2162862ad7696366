package io.resail.tools.scenes;

/// What closes the view far away: hills, woods, or the roofs of a city.
final class Backdrop {
  private Backdrop() {}

  static void raise(Stage stage, Dice dice) {
    Mesh mesh = stage.mesh();
    Plan plan = stage.plan();
    hills(mesh, 900, dice.between(14, 70), dice);
    boolean town = plan.left() == Plan.Land.TOWN || plan.right() == Plan.Land.TOWN;
    if (town ? dice.chance(0.7) : dice.chance(0.3)) {
      skyline(mesh, stage.light().lamps(), dice);
    } else {
      hills(mesh, 420, dice.between(6, 22), dice);
    }
  }

  /// A range of wooded hills, about `height` metres tall, all around at a distance.
  private static void hills(Mesh mesh, double distance, double height, Dice dice) {
    int seed = dice.bits();
    Tint wood = Tint.of(dice.pick(0x4a5f3a, 0x56683c, 0x3f5a40)).jitter(dice, 0.1);
    Tint field = Tint.of(dice.pick(0x8a9450, 0xa89c60, 0x7a9450));
    Chisel hill =
        Chisel.forItem(mesh, Classes.GRASS, false)
            .in(
                (hit, look) -> {
                  double patch = Noise.cloudy(hit.a * 0.02, hit.b * 0.06, 3, seed);
                  look.set(wood);
                  look.blend(field, Curve.step(0.56, 0.62, patch));
                  look.scale(0.8 + 0.4 * Noise.smooth(hit.a * 0.2, hit.b * 0.3, seed + 1));
                });
    int n = 180;
    Vec[][] grid = new Vec[2][n + 1];
    for (int i = 0; i <= n; i++) {
      double angle = StrictMath.PI * (-0.9 + 1.8 * i / n);
      double x = StrictMath.sin(angle) * distance;
      double z = StrictMath.cos(angle) * distance;
      double top = height * (0.25 + 1.5 * Noise.cloudy(i * 0.07, distance, 4, seed + 5));
      grid[0][i] = new Vec(x, -5, z);
      grid[1][i] = new Vec(x * 1.2, top, z * 1.2);
    }
    hill.skin(grid, false);
  }

  private static void skyline(Mesh mesh, double lamps, Dice dice) {
    double tall = dice.between(0.8, 1.8);
    for (int i = 0; i < 46; i++) {
      double angle = dice.between(-1.7, 1.7);
      double distance = dice.between(270, 420);
      double width = dice.between(12, 30);
      double height = (9 + 34 * dice.unit() * dice.unit()) * tall;
      Masonry wall = Masonry.town(dice);
      FacadeStyle style =
          dice.chance(0.4)
              ? FacadeStyle.office(dice, lamps)
              : FacadeStyle.town(dice, wall.tint(), lamps);
      Vec at = new Vec(StrictMath.sin(angle) * distance, 0, StrictMath.cos(angle) * distance);
      House.Form form = new House.Form(width, 16, height, House.Roof.FLAT);
      House.build(form, style, wall, mesh, Pose.of(at, angle), false, dice.fork(5));
    }
  }
}
