package io.resail.tools.scenes;

/// Puts up traffic signs, traffic lights and posters.
final class Signs {
  private final Stage stage;
  private final Plan plan;
  private final Dice dice;
  private final Material iron;

  private Signs(Stage stage, Dice dice) {
    this.stage = stage;
    plan = stage.plan();
    this.dice = dice;
    iron = Material.iron(dice);
  }

  static void stand(Stage stage, Dice dice) {
    Signs signs = new Signs(stage, dice);
    signs.signs();
    if (stage.plan().crossed() && dice.chance(0.45)) {
      signs.trafficLights();
    }
  }

  private void signs() {
    for (int i = 1 + dice.below(4); i > 0; i--) {
      double side = dice.chance(0.7) ? 1 : -1;
      double z = dice.between(6, 32);
      double x = side * (plan.half() + dice.between(0.35, 0.7));
      SignFace face = SignFace.any(dice);
      if (stage.free(x, z, 5)) {
        // Signs face those who drive toward them: the camera on the right, their backs on the left.
        trafficSign(
            x,
            z,
            (side > 0 || dice.chance(0.4) ? 0 : StrictMath.PI) + dice.between(-0.3, 0.3),
            face);
      }
    }
    if (plan.zebra() < 60) {
      trafficSign(plan.half() + 0.45, plan.zebra() - 2.1, dice.between(-0.2, 0.2), SignFace.ZEBRA);
      trafficSign(-plan.half() - 0.45, plan.zebra() - 2.1, dice.between(-0.2, 0.2), SignFace.ZEBRA);
    }
    if (dice.chance(0.4)) {
      double side = dice.sign();
      double z = dice.between(7, 24);
      double x = side * (plan.half() + 0.9);
      if (stage.free(x, z, 6) && plan.walk() > 2.4) {
        poster(x, z, dice.between(-0.5, 0.5));
      }
    }
  }

  private void trafficSign(double x, double z, double yaw, SignFace face) {
    double height = dice.between(2.2, 2.6);
    double wide = face == SignFace.DIRECTION ? 0.75 : dice.between(0.36, 0.46);
    double tall = face == SignFace.DIRECTION ? 0.5 : wide;
    Pose pose = Pose.of(new Vec(x, Plan.KERB, z), yaw);
    Chisel.forItem(stage.mesh(), Classes.POLE, false)
        .at(pose)
        .in(iron)
        .tube(new Vec(0, 0, 0), 0.042, new Vec(0, height + 0.25, 0), 0.042, 6);
    Chisel plate = Chisel.forItem(stage.mesh(), Classes.SIGN, true).at(pose);
    Vec[] outline = face.outline();
    fan(plate.in(face), outline, wide, tall, height, -0.06, 1);
    fan(plate.in(Material.plain(Tint.of(0x8d9092))), outline, wide, tall, height, -0.045, -1);
  }

  /// A flat plate that looks toward negative z, or positive if `facing` is -1.
  private static void fan(
      Chisel chisel, Vec[] outline, double wide, double tall, double y, double z, double facing) {
    Vec normal = new Vec(0, 0, -facing);
    int middle = chisel.vertex(new Vec(0, y, z), normal, new Vec(0, 0, 0));
    for (Vec corner : outline) {
      chisel.vertex(new Vec(corner.x() * wide, y + corner.y() * tall, z), normal, corner);
    }
    for (int i = 0; i < outline.length; i++) {
      chisel.triangle(middle, middle + 1 + i, middle + 1 + (i + 1) % outline.length);
    }
  }

  private void poster(double x, double z, double yaw) {
    Chisel stand =
        Chisel.forItem(stage.mesh(), Classes.SIGN, true).at(Pose.of(new Vec(x, Plan.KERB, z), yaw));
    Chisel frame = stand.in(iron);
    frame.box(new Vec(-0.66, 0.45, -0.09), new Vec(0.66, 2.5, 0.09));
    frame.box(new Vec(-0.3, 0, -0.08), new Vec(0.3, 0.45, 0.08));
    Material print = new Poster(dice, stage.light().lamps());
    stand
        .in(print)
        .quad(
            new Vec(-0.58, 0.55, -0.1),
            new Vec(-0.58, 2.42, -0.1),
            new Vec(0.58, 2.42, -0.1),
            new Vec(0.58, 0.55, -0.1));
  }

  private void trafficLights() {
    double z = plan.crossAt() - plan.crossHalf() - 0.5;
    double far = plan.crossAt() + plan.crossHalf() + 0.5;
    int state = dice.below(3);
    trafficLight(plan.half() + 0.4, z, state);
    trafficLight(-plan.half() - 0.4, far, state);
    if (dice.chance(0.5)) {
      trafficLight(plan.half() + 0.4, far, state);
    }
  }

  private void trafficLight(double x, double z, int state) {
    Pose pose = Pose.of(new Vec(x, Plan.KERB, z), dice.between(-0.15, 0.15));
    Chisel.forItem(stage.mesh(), Classes.POLE, false)
        .at(pose)
        .in(iron)
        .tube(new Vec(0, 0, 0.12), 0.06, new Vec(0, 3.4, 0.12), 0.055, 7);
    Chisel head = Chisel.forItem(stage.mesh(), Classes.SIGN, true).at(pose);
    head.in(Material.plain(Tint.of(0x1c1e1e)))
        .box(new Vec(-0.2, 2.35, -0.08), new Vec(0.2, 3.45, 0.1));
    Tint[] colours = {new Tint(1, 0.06, 0.03), new Tint(1, 0.5, 0.03), new Tint(0.05, 0.9, 0.35)};
    for (int i = 0; i < 3; i++) {
      Tint tint = colours[i];
      boolean on = i == state;
      Material lens =
          (hit, look) -> {
            look.set(tint.times(0.12));
            look.glow(tint, on ? 1.6 : 0.0);
          };
      fan(head.in(lens), SignFace.ORDER.outline(), 0.14, 0.14, 3.25 - 0.35 * i, -0.1, 1);
    }
  }
}
