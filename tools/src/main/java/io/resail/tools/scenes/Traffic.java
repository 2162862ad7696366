package io.resail.tools.scenes;

import java.util.ArrayList;
import java.util.List;

/// Puts cars on the road: parked at kerbs, driving in lanes, crossing ahead.
final class Traffic {
  private static final double NEAREST = 5.2;
  private static final Tint HEADLIGHT = new Tint(0.8, 0.74, 0.6);

  /// The ground that a car covers: middle and half sizes.
  private record Spot(double x, double z, double halfX, double halfZ) {
    boolean touches(Spot o) {
      return Math.abs(x - o.x) < halfX + o.halfX + 0.5 && Math.abs(z - o.z) < halfZ + o.halfZ + 0.5;
    }
  }

  private final Stage stage;
  private final Plan plan;
  private final Dice dice;
  private final List<Spot> taken = new ArrayList<>();

  private Traffic(Stage stage, Dice dice) {
    this.stage = stage;
    plan = stage.plan();
    this.dice = dice;
  }

  static void drive(Stage stage, Dice dice) {
    Traffic traffic = new Traffic(stage, dice);
    traffic.parked();
    traffic.lanes();
    traffic.crossing();
  }

  private void parked() {
    for (double side : new double[] {-1, 1}) {
      double crowded = dice.pick(0.15, 0.45, 0.7, 0.9);
      if (plan.half() < 3.6 || plan.marking() == Plan.Marking.LANES) {
        continue;
      }
      double z = dice.between(-6, 4);
      while (z < 85) {
        if (dice.chance(crowded) && !plan.onCrossing(z, 5) && Math.abs(z - plan.zebra()) > 6) {
          double askew = dice.between(-0.03, 0.03);
          place(side * (plan.half() - 1.08), z, (side > 0 ? 0 : StrictMath.PI) + askew, false);
        }
        z += dice.between(5.4, 7);
      }
    }
  }

  private void lanes() {
    double busy = dice.pick(0.15, 0.4, 0.65);
    boolean wide = plan.marking() == Plan.Marking.LANES;
    double[] offsets =
        wide ? new double[] {0.26, 0.76} : new double[] {plan.half() > 4.2 ? 0.3 : 0.5};
    for (double side : new double[] {-1, 1}) {
      for (double offset : offsets) {
        double z = dice.between(-4, 14);
        while (z < 130) {
          if (dice.chance(busy) && Math.abs(z - plan.zebra()) > 4) {
            double x = side * plan.half() * offset + dice.between(-0.15, 0.15);
            place(x, z, (side > 0 ? 0 : StrictMath.PI) + dice.between(-0.02, 0.02), true);
          }
          z += dice.between(8, 22);
        }
      }
    }
  }

  private void crossing() {
    if (!plan.crossed()) {
      return;
    }
    for (double side : new double[] {-1, 1}) {
      for (int i = dice.below(3); i > 0; i--) {
        double x = dice.between(-28, 28);
        place(
            x,
            plan.crossAt() + side * plan.crossHalf() * 0.5,
            side > 0 ? -StrictMath.PI / 2 : StrictMath.PI / 2,
            true);
      }
    }
    if (dice.chance(0.35)) {
      double turn = dice.between(0.3, 1.2) * dice.sign() + (dice.chance(0.5) ? StrictMath.PI : 0);
      place(dice.between(-2, 2), plan.crossAt() + dice.between(-1, 1), turn, true);
    }
  }

  private void place(double x, double z, double yaw, boolean driving) {
    double lit = driving ? stage.light().lamps() : 0;
    Dice own = dice.fork(3);
    CarShape shape = CarShape.any(own);
    boolean across = Math.abs(StrictMath.sin(yaw)) > 0.7;
    Spot spot =
        new Spot(
            x,
            z,
            (across ? shape.length() : shape.width()) / 2,
            (across ? shape.width() : shape.length()) / 2);
    double gapX = Math.max(0, Math.abs(x - stage.shot().eye().x()) - spot.halfX());
    double gapZ = Math.max(0, Math.abs(z - stage.shot().eye().z()) - spot.halfZ());
    if (gapX * gapX + gapZ * gapZ < NEAREST * NEAREST
        || taken.stream().anyMatch(spot::touches)
        || (shape.large() && (!driving || gapZ < 9))) {
      return;
    }
    taken.add(spot);
    Car.build(shape, stage.mesh(), Pose.of(new Vec(x, 0, z), yaw), lit, own);
    if (driving) {
      double ahead = shape.length() / 2 + 2.2;
      Vec front = new Vec(x + ahead * StrictMath.sin(yaw), 0.7, z + ahead * StrictMath.cos(yaw));
      stage.shine(front, HEADLIGHT);
    }
  }
}
