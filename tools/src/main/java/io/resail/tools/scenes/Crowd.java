package io.resail.tools.scenes;

/// Sends people along pavements, over crossings and into parks.
final class Crowd {
  private static final double NEAREST = 4.2;

  private final Stage stage;
  private final Plan plan;
  private final Dice dice;

  private Crowd(Stage stage, Dice dice) {
    this.stage = stage;
    plan = stage.plan();
    this.dice = dice;
  }

  static void gather(Stage stage, Dice dice) {
    Crowd crowd = new Crowd(stage, dice);
    int busy = dice.pick(3, 6, 10, 15);
    for (int i = 0; i < busy; i++) {
      crowd.walker();
    }
    if (stage.plan().zebra() < 40) {
      crowd.crossers();
    }
  }

  /// One person, or two side by side, along a pavement.
  private void walker() {
    double side = dice.sign();
    double z = 3 + 28 * dice.unit() * dice.unit() + dice.between(0, 3);
    boolean park = plan.land(side) == Plan.Land.PARK && dice.chance(0.35);
    double x =
        side
            * (park
                ? plan.front() + dice.between(1, 9)
                : plan.half() + 0.5 + dice.unit() * (plan.walk() - 0.9));
    if (Math.abs(z - plan.crossAt()) < plan.crossHalf() + 0.4) {
      return;
    }
    boolean walks = dice.chance(0.75);
    double yaw = walks ? (dice.chance(0.5) ? 0 : StrictMath.PI) : dice.between(0, 6.28);
    yaw += dice.between(-0.25, 0.25);
    stand(x, z, yaw, walks);
    if (dice.chance(0.3)) {
      stand(x + 0.62 * StrictMath.cos(yaw), z - 0.62 * StrictMath.sin(yaw), yaw, walks);
    }
  }

  private void crossers() {
    for (int i = dice.below(4); i > 0; i--) {
      double x = dice.between(-plan.half() - 1, plan.half() + 1);
      double yaw = dice.sign() * StrictMath.PI / 2 + dice.between(-0.15, 0.15);
      stand(x, plan.zebra() + dice.between(-1.1, 1.1), yaw, true);
    }
  }

  private void stand(double x, double z, double yaw, boolean walks) {
    Dice own = dice.fork(4);
    if (stage.distance(x, z) < NEAREST) {
      return;
    }
    double ground = Math.abs(x) > plan.half() ? Plan.KERB : 0;
    double size = own.chance(0.1) ? own.between(0.6, 0.8) : own.between(0.93, 1.08);
    Pose pose = Pose.of(new Vec(x, ground, z), yaw).scaled(size);
    Person.build(
        Outfit.any(own, stage.light().rain() > 0),
        stage.mesh(),
        pose,
        walks ? own.between(0.5, 1) : 0.1,
        own);
  }
}
