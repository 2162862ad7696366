package io.resail.tools.scenes;

import java.util.ArrayList;
import java.util.List;

/// A scene in the making: its plan, and what has been built on it.
///
/// @param mesh everything that is to be seen
/// @param plan the street
/// @param light hour and weather
/// @param shot where the camera stands
/// @param lamps what shines in it
record Stage(Mesh mesh, Plan plan, Light light, Shot shot, List<Shading.Lamp> lamps) {
  private static final int MOST_LAMPS = 14;

  static Stage build(Weather weather, Dice dice) {
    Plan plan = Plan.any(dice.fork(1));
    Shot shot = Shot.any(plan, dice.fork(2));
    Light light = Light.any(weather, dice.fork(3), shot.yaw());
    Stage stage = new Stage(new Mesh(), plan, light, shot, new ArrayList<>());
    Ground.lay(stage, dice.fork(4));
    Blocks.build(stage, dice.fork(5));
    Greenery.plant(stage, dice.fork(6));
    Traffic.drive(stage, dice.fork(7));
    Crowd.gather(stage, dice.fork(8));
    Posts.stand(stage, dice.fork(9));
    Signs.stand(stage, dice.fork(10));
    Backdrop.raise(stage, dice.fork(11));
    return stage;
  }

  /// Metres from the camera to a place, over the ground.
  double distance(double x, double z) {
    double dx = x - shot.eye().x();
    double dz = z - shot.eye().z();
    return Math.sqrt(dx * dx + dz * dz);
  }

  /// Whether a post may stand there: at least `clear` metres from the camera, not in the crossing
  /// road.
  boolean free(double x, double z, double clear) {
    return distance(x, z) >= clear && Math.abs(z - plan.crossAt()) >= plan.crossHalf() + 0.3;
  }

  /// Lights a lamp, unless it is day, it is far, or enough are lit already.
  void shine(Vec at, Tint tint) {
    if (light.lamps() > 0.5 && lamps.size() < MOST_LAMPS && at.z() < 70) {
      lamps.add(new Shading.Lamp(at, tint));
    }
  }
}
