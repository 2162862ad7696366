package io.resail.tools.scenes;

/// Builds one building: walls here, its roof by [Rooftop], what sticks out by [Ornaments].
///
/// In its own space the front runs along x from 0 to `width` and looks to negative z.
final class House {
  /// The size and shape of a building.
  ///
  /// @param width of the front, metres
  /// @param depth of the sides
  /// @param height of the walls
  /// @param roof what lies on top
  record Form(double width, double depth, double height, Roof roof) {}

  /// The shapes of roofs.
  enum Roof {
    FLAT,
    ALONG,
    ACROSS,
    HIP,
    MANSARD
  }

  private final Form form;
  private final FacadeStyle style;
  private final Masonry wall;
  private final Chisel chisel;
  private final Dice dice;

  private House(Form form, FacadeStyle style, Masonry wall, Chisel chisel, Dice dice) {
    this.form = form;
    this.style = style;
    this.wall = wall;
    this.chisel = chisel;
    this.dice = dice;
  }

  static void build(
      Form form, FacadeStyle style, Masonry wall, Mesh mesh, Pose pose, boolean near, Dice dice) {
    Chisel chisel = Chisel.forItem(mesh, Classes.BUILDING, false).at(pose);
    House house = new House(form, style, wall, chisel, dice);
    house.walls();
    Rooftop.raise(form, style, wall, chisel, dice);
    if (near) {
      Ornaments.fix(form, style, wall, chisel, dice);
    }
  }

  private void walls() {
    double w = form.width();
    double d = form.depth();
    double h = form.height();
    Masonry side = style.curtain() ? wall : wall.dull(dice);
    chisel
        .in(new Facade(style, wall, w, h, true, dice))
        .wall(new Vec(0, 0, 0), new Vec(w, 0, 0), h, 0);
    Chisel sides =
        chisel.in(new Facade(style, style.curtain() ? wall : side, d, h, style.curtain(), dice));
    sides.wall(new Vec(w, 0, 0), new Vec(w, 0, d), h, 0);
    sides.wall(new Vec(0, 0, d), new Vec(0, 0, 0), h, 0);
    sides.wall(new Vec(w, 0, d), new Vec(0, 0, d), h, 0);
  }
}
