package io.resail.tools.scenes;

/// Stands street lamps and bollards along the kerbs.
final class Posts {
  private static final Tint LAMPLIGHT = new Tint(1.0, 0.66, 0.34);

  private final Stage stage;
  private final Plan plan;
  private final Dice dice;
  private final Material iron;

  private Posts(Stage stage, Dice dice) {
    this.stage = stage;
    plan = stage.plan();
    this.dice = dice;
    iron = Material.iron(dice);
  }

  static void stand(Stage stage, Dice dice) {
    Posts posts = new Posts(stage, dice);
    posts.lampPosts();
    posts.bollards();
  }

  private void lampPosts() {
    double gap = dice.between(16, 26);
    double height = dice.between(4.5, 7.5);
    boolean arm = height > 5.5;
    double sides = dice.pick(-1.0, 1.0, 0.0);
    int count = 0;
    for (double z = dice.between(3, 12); z < 75; z += gap / (sides == 0 ? 2 : 1)) {
      double side = sides != 0 ? sides : count++ % 2 == 0 ? -1 : 1;
      double x = side * (plan.half() + 0.5);
      if (stage.free(x, z, 5.5)) {
        lampPost(x, z, height, arm ? -side : 0);
      }
    }
  }

  private void lampPost(double x, double z, double height, double toward) {
    Chisel post =
        Chisel.forItem(stage.mesh(), Classes.POLE, false).at(Pose.of(new Vec(x, Plan.KERB, z), 0));
    Chisel metal = post.in(iron);
    // Far posts are drawn a little stouter, so that none falls between the pixels.
    double girth = Math.max(0.06, 0.0021 * Math.abs(z));
    metal.tube(new Vec(0, 0, 0), girth + 0.05, new Vec(0, 0.9, 0), girth + 0.025, 8);
    metal.tube(new Vec(0, 0.9, 0), girth + 0.015, new Vec(0, height, 0), girth - 0.01, 8);
    Vec head = new Vec(toward * 1.3, height + (toward == 0 ? 0.25 : 0.18), 0);
    double lit = stage.light().lamps();
    Chisel glass =
        post.in(
            (hit, look) -> {
              look.set(Tint.of(0xd8d8d0));
              look.glow(LAMPLIGHT, lit > 0.3 ? 6 * lit : 0);
              look.gloss(0.05, 4, 0.5);
            });
    if (toward == 0) {
      glass.blob(head, new Vec(0.2, 0.24, 0.2), 5, 8);
      metal.tube(head.plus(new Vec(0, 0.15, 0)), 0.22, head.plus(new Vec(0, 0.32, 0)), 0.03, 8);
    } else {
      metal.tube(new Vec(0, height - 0.1, 0), 0.05, head, 0.04, 6);
      double reach = toward * 0.3;
      metal.box(
          head.plus(new Vec(Math.min(0, reach * 2), -0.02, -0.13)),
          head.plus(new Vec(Math.max(0, reach * 2), 0.1, 0.13)));
      glass.quad(
          head.plus(new Vec(reach * 0.2, -0.03, -0.11)),
          head.plus(new Vec(reach * 1.9, -0.03, -0.11)),
          head.plus(new Vec(reach * 1.9, -0.03, 0.11)),
          head.plus(new Vec(reach * 0.2, -0.03, 0.11)));
    }
    stage.shine(new Vec(x + head.x(), height - 0.2, z), LAMPLIGHT.times(5.5));
  }

  private void bollards() {
    if (!dice.chance(0.25)) {
      return;
    }
    double side = dice.sign();
    for (double z = dice.between(2, 4); z < 40; z += 1.7) {
      double x = side * (plan.half() + 0.42);
      if (stage.free(x, z, 3.5)
          && !plan.onCrossing(z, -plan.walk())
          && Math.abs(z - plan.zebra()) > 2) {
        Chisel post =
            Chisel.forItem(stage.mesh(), Classes.POLE, false)
                .at(Pose.of(new Vec(x, Plan.KERB, z), 0))
                .in(iron);
        post.tube(new Vec(0, 0, 0), 0.07, new Vec(0, 0.85, 0), 0.065, 8);
        post.blob(new Vec(0, 0.86, 0), new Vec(0.075, 0.07, 0.075), 4, 8);
      }
    }
  }
}
