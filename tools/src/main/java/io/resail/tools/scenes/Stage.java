package io.resail.tools.scenes;

import java.util.ArrayList;
import java.util.List;

/// A built scene, before it is photographed.
///
/// @param mesh everything that is to be seen
/// @param light hour and weather
/// @param shot where the camera stands
/// @param lamps what shines in it
record Stage(Mesh mesh, Light light, Shot shot, List<Shading.Lamp> lamps) {

  static Stage build(Dice dice) {
    Plan plan = Plan.any(dice.fork(1));
    Shot shot = Shot.any(plan, dice.fork(2));
    Light light = Light.any(dice.fork(3), shot.yaw());
    Mesh mesh = new Mesh();
    List<Shading.Lamp> lamps = new ArrayList<>();
    Ground.lay(mesh, plan, dice.fork(4));
    Blocks.build(mesh, plan, light.lamps(), dice.fork(5));
    Greenery.plant(mesh, plan, shot, dice.fork(6));
    Traffic.drive(mesh, plan, shot, light, lamps, dice.fork(7));
    Crowd.gather(mesh, plan, shot, light, dice.fork(8));
    Furniture.stand(mesh, plan, shot, light, lamps, dice.fork(9));
    Backdrop.raise(mesh, plan, light.lamps(), dice.fork(10));
    return new Stage(mesh, light, shot, lamps);
  }
}
