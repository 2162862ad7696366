package io.resail.tools.scenes;

import java.util.List;

/// Stands lamps, signs, traffic lights, posters and bollards along the street.
final class Furniture {
  private static final Tint LAMPLIGHT = new Tint(1.0, 0.66, 0.34);

  private final Mesh mesh;
  private final Plan plan;
  private final Shot shot;
  private final Light light;
  private final List<Shading.Lamp> lamps;
  private final Dice dice;
  private final Material iron;

  private Furniture(
      Mesh mesh, Plan plan, Shot shot, Light light, List<Shading.Lamp> lamps, Dice dice) {
    this.mesh = mesh;
    this.plan = plan;
    this.shot = shot;
    this.light = light;
    this.lamps = lamps;
    this.dice = dice;
    Tint metal = Tint.of(dice.pick(0x6e7276, 0x3a3e42, 0x2e3a36, 0x8e9194)).jitter(dice, 0.1);
    iron =
        (hit, look) -> {
          look.set(metal);
          look.gloss(0.04, 4, 0.35);
        };
  }

  static void stand(
      Mesh mesh, Plan plan, Shot shot, Light light, List<Shading.Lamp> lamps, Dice dice) {
    Furniture furniture = new Furniture(mesh, plan, shot, light, lamps, dice);
    furniture.lampPosts();
    furniture.signs();
    if (plan.crossed() && dice.chance(0.45)) {
      furniture.trafficLights();
    }
    furniture.bollards();
  }

  private boolean blocked(double x, double z, double clear) {
    double dx = x - shot.eye().x();
    double dz = z - shot.eye().z();
    return dx * dx + dz * dz < clear * clear
        || Math.abs(z - plan.crossAt()) < plan.crossHalf() + 0.3;
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
      if (!blocked(x, z, 5.5)) {
        lampPost(x, z, height, arm ? -side : 0);
      }
    }
  }

  private void lampPost(double x, double z, double height, double toward) {
    Chisel post =
        Chisel.forItem(mesh, Classes.POLE, false).at(Pose.of(new Vec(x, Plan.KERB, z), 0));
    Chisel metal = post.in(iron);
    // Far posts are drawn a little stouter, so that none falls between the pixels.
    double girth = Math.max(0.06, 0.0021 * Math.abs(z));
    metal.tube(new Vec(0, 0, 0), girth + 0.05, new Vec(0, 0.9, 0), girth + 0.025, 8);
    metal.tube(new Vec(0, 0.9, 0), girth + 0.015, new Vec(0, height, 0), girth - 0.01, 8);
    Vec head = new Vec(toward * 1.3, height + (toward == 0 ? 0.25 : 0.18), 0);
    double lit = light.lamps();
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
    if (lit > 0.5 && lamps.size() < 14 && z < 70) {
      lamps.add(new Shading.Lamp(new Vec(x + head.x(), height - 0.2, z), LAMPLIGHT.times(5.5)));
    }
  }

  private void signs() {
    for (int i = 1 + dice.below(4); i > 0; i--) {
      double side = dice.chance(0.7) ? 1 : -1;
      double z = dice.between(6, 32);
      double x = side * (plan.half() + dice.between(0.35, 0.7));
      SignFace face = dice.pick(SignFace.values());
      if (!blocked(x, z, 5)) {
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
      if (!blocked(x, z, 6) && plan.walk() > 2.4) {
        poster(x, z, dice.between(-0.5, 0.5));
      }
    }
  }

  private void trafficSign(double x, double z, double yaw, SignFace face) {
    double height = dice.between(2.2, 2.6);
    double wide = face == SignFace.DIRECTION ? 0.75 : dice.between(0.36, 0.46);
    double tall = face == SignFace.DIRECTION ? 0.5 : wide;
    Pose pose = Pose.of(new Vec(x, Plan.KERB, z), yaw);
    Chisel.forItem(mesh, Classes.POLE, false)
        .at(pose)
        .in(iron)
        .tube(new Vec(0, 0, 0), 0.042, new Vec(0, height + 0.25, 0), 0.042, 6);
    Chisel plate = Chisel.forItem(mesh, Classes.SIGN, true).at(pose);
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
        Chisel.forItem(mesh, Classes.SIGN, true).at(Pose.of(new Vec(x, Plan.KERB, z), yaw));
    Chisel frame = stand.in(iron);
    frame.box(new Vec(-0.66, 0.45, -0.09), new Vec(0.66, 2.5, 0.09));
    frame.box(new Vec(-0.3, 0, -0.08), new Vec(0.3, 0.45, 0.08));
    Tint paper =
        Tint.of(dice.pick(0xe84a3a, 0x2a8ac0, 0xf0c030, 0x48a868, 0xf0ece0, 0x6a3a8a, 0xf08a5a));
    Tint ink = Tint.of(dice.pick(0x14223a, 0xf4f0e8, 0x7a1f2a, 0xf0d050));
    int seed = dice.bits();
    double lit = light.lamps();
    Material print =
        (hit, look) -> {
          double band = Noise.smooth(hit.b * 1.7, 0, seed);
          double shape = Noise.smooth(hit.a * 2.4 + 7, hit.b * 2, seed + 1);
          look.set(paper);
          look.blend(ink, Curve.step(0.52, 0.56, shape) * 0.9);
          if (band > 0.7
              && Noise.hash((int) Math.floor(hit.a * 14), (int) Math.floor(hit.b * 9), seed)
                  > 0.4) {
            look.set(ink);
          }
          look.gloss(0.06, 6, 1);
          look.glow(paper, 0.05 + 0.8 * lit);
        };
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
    Chisel.forItem(mesh, Classes.POLE, false)
        .at(pose)
        .in(iron)
        .tube(new Vec(0, 0, 0.12), 0.06, new Vec(0, 3.4, 0.12), 0.055, 7);
    Chisel head = Chisel.forItem(mesh, Classes.SIGN, true).at(pose);
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

  private void bollards() {
    if (!dice.chance(0.25)) {
      return;
    }
    double side = dice.sign();
    for (double z = dice.between(2, 4); z < 40; z += 1.7) {
      double x = side * (plan.half() + 0.42);
      if (!blocked(x, z, 3)
          && !plan.onCrossing(z, -plan.walk())
          && Math.abs(z - plan.zebra()) > 2) {
        Chisel post =
            Chisel.forItem(mesh, Classes.POLE, false)
                .at(Pose.of(new Vec(x, Plan.KERB, z), 0))
                .in(iron);
        post.tube(new Vec(0, 0, 0), 0.07, new Vec(0, 0.85, 0), 0.065, 8);
        post.blob(new Vec(0, 0.86, 0), new Vec(0.075, 0.07, 0.075), 4, 8);
      }
    }
  }
}
