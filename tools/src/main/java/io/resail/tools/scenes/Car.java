package io.resail.tools.scenes;

/// Builds one car: a body between the wheels, a cabin on top.
final class Car {
  private static final double[] STATIONS = {
    -0.5, -0.485, -0.45, -0.4, -0.3, -0.1, 0.1, 0.28, 0.38, 0.44, 0.48, 0.5
  };
  private static final double[] WIDTHS = {
    0.88, 0.94, 0.97, 0.985, 1.0, 1.0, 1.0, 1.0, 0.985, 0.955, 0.9, 0.82
  };
  // The half cross-section from sill to middle: share of the half width, share of the height.
  private static final double[] ACROSS = {0.86, 0.95, 1.0, 0.995, 0.97, 0.9, 0.55, 0.0};
  private static final double[] UP = {0.0, 0.08, 0.45, 0.72, 0.92, 0.985, 1.0, 1.01};

  private final CarShape shape;
  private final Chisel chisel;

  private Car(CarShape shape, Chisel chisel) {
    this.shape = shape;
    this.chisel = chisel;
  }

  static void build(CarShape shape, Mesh mesh, Pose pose, double lamps, Dice dice) {
    Chisel chisel = Chisel.forItem(mesh, Classes.CAR, true).at(pose);
    CarLooks looks = new CarLooks(shape, lamps, dice);
    Car car = new Car(shape, chisel);
    car.body(chisel.in(looks.body()));
    car.cabin(chisel.in(looks.cabin()));
    car.wheels(chisel.in(looks.wheel()));
    car.trimmings(dice);
  }

  private void body(Chisel skin) {
    int half = ACROSS.length;
    Vec[][] grid = new Vec[STATIONS.length][2 * half - 1];
    for (int r = 0; r < STATIONS.length; r++) {
      double z = STATIONS[r] * shape.length();
      double w = 0.5 * shape.width() * WIDTHS[r];
      double top = deck(z);
      double nose = Curve.step(0.44, 0.5, Math.abs(STATIONS[r]));
      double low = shape.clear() + 0.1 * nose;
      for (int c = 0; c < grid[r].length; c++) {
        int i = Math.min(c, 2 * half - 2 - c);
        double sign = c < half ? 1 : -1;
        grid[r][c] = new Vec(sign * w * ACROSS[i], low + (top - low) * UP[i], z);
      }
    }
    skin.skin(grid, false);
    end(skin, grid[0], -1);
    end(skin, grid[grid.length - 1], 1);
  }

  /// Closes the body's front or rear with a slightly domed face.
  private static void end(Chisel skin, Vec[] outline, double facing) {
    int n = outline.length;
    Vec middle = outline[0].plus(outline[n / 2]).plus(outline[n - 1]).times(1 / 3.0);
    Vec centre = new Vec(0, middle.y(), middle.z() + 0.03 * facing);
    int hub = skin.vertex(centre, new Vec(0, 0, facing), centre);
    for (Vec corner : outline) {
      Vec d = corner.minus(centre);
      skin.vertex(corner, new Vec(0.5 * d.x(), 0.5 * d.y(), facing).unit(), corner);
    }
    for (int i = 0; i < n; i++) {
      skin.triangle(hub, hub + 1 + i, hub + 1 + (i + 1) % n);
    }
  }

  /// The height of bonnet, belt and boot along the car.
  private double deck(double z) {
    double half = shape.length() / 2;
    if (z > shape.windscreen() - 0.1) {
      double share =
          (z - shape.windscreen() + 0.1) / Math.max(0.1, half - shape.windscreen() + 0.1);
      double drop = shape.large() ? 0.02 : shape.bonnet() * 0.2;
      return Curve.mix(shape.belt(), shape.bonnet(), Math.min(1, share * 2)) - drop * share * share;
    }
    if (z < shape.rearScreen() + 0.1) {
      double share =
          (shape.rearScreen() + 0.1 - z) / Math.max(0.15, half + shape.rearScreen() + 0.1);
      return Curve.mix(shape.belt(), shape.boot(), Math.min(1, share * 2)) - 0.06 * share * share;
    }
    return shape.belt();
  }

  private void cabin(Chisel skin) {
    double[] rises = {-0.12, 0.02, 0.3, 0.6, 0.85, 0.95, 1.0, 1.02};
    double[] inset = {1, 1, 1, 1, 1, 0.96, 0.85, 0.01};
    int columns = 28;
    Vec[][] grid = new Vec[rises.length][columns];
    for (int r = 0; r < rises.length; r++) {
      double y = shape.belt() + rises[r] * (shape.height() - shape.belt());
      double front = shape.cabinFront(y);
      double rear = shape.cabinRear(y);
      double w = shape.cabinHalf(y) * inset[r];
      double l = (front - rear) / 2 * inset[r];
      for (int c = 0; c < columns; c++) {
        double angle = 2 * StrictMath.PI * (c + 0.5) / columns;
        double x = rounded(StrictMath.cos(angle));
        double z = rounded(StrictMath.sin(angle));
        grid[r][c] = new Vec(w * x, y, (front + rear) / 2 - l * z);
      }
    }
    skin.skin(grid, true);
  }

  /// Turns a circle into a rectangle with round corners, coordinate by coordinate.
  private static double rounded(double v) {
    double root = Math.sqrt(Math.sqrt(Math.abs(v)));
    return v < 0 ? -root * Math.sqrt(Math.sqrt(root)) : root * Math.sqrt(Math.sqrt(root));
  }

  private void wheels(Chisel rubber) {
    double r = shape.wheel();
    double out = shape.width() / 2 + 0.012;
    for (double side : new double[] {-1, 1}) {
      for (double z : new double[] {-shape.base(), shape.base()}) {
        Chisel wheel = rubber;
        Vec hub = new Vec(side * out, r, z);
        int n = 14;
        Vec[][] disc = new Vec[3][n];
        for (int i = 0; i < n; i++) {
          double angle = 2 * StrictMath.PI * i / n * side;
          Vec d = new Vec(0, StrictMath.cos(angle), StrictMath.sin(angle));
          disc[0][i] = hub.plus(d.times(r)).plus(new Vec(-side * 0.22, 0, 0));
          disc[1][i] = hub.plus(d.times(r));
          disc[2][i] = hub.plus(d.times(0.01));
        }
        wheelSkin(wheel, disc, hub);
      }
    }
  }

  /// The wheel's skin with coordinates about its hub, its disc flat.
  private static void wheelSkin(Chisel wheel, Vec[][] rings, Vec hub) {
    int n = rings[0].length;
    Vec out = new Vec(hub.x() < 0 ? -1 : 1, 0, 0);
    int[][] at = new int[4][n];
    for (int i = 0; i < n; i++) {
      Vec around = rings[1][i].minus(hub).unit();
      Vec local = rings[1][i].minus(hub);
      at[0][i] = wheel.vertex(rings[0][i], around, local);
      at[1][i] = wheel.vertex(rings[1][i], around, local);
      at[2][i] = wheel.vertex(rings[1][i], out, local);
      at[3][i] = wheel.vertex(rings[2][i], out, rings[2][i].minus(hub));
    }
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      for (int r = 0; r < 3; r += 2) {
        wheel.triangle(at[r][i], at[r][j], at[r + 1][j]);
        wheel.triangle(at[r][i], at[r + 1][j], at[r + 1][i]);
      }
    }
  }

  private void trimmings(Dice dice) {
    double half = shape.length() / 2;
    Chisel dark = chisel.in(CarLooks.plastic());
    dark.box(
        new Vec(-shape.width() * 0.42, shape.clear() - 0.06, -half * 0.9),
        new Vec(shape.width() * 0.42, shape.clear() + 0.12, half * 0.9));
    double mirror = shape.windscreen() - 0.35;
    for (double side : new double[] {-1, 1}) {
      double x = side * (shape.width() / 2 + 0.06);
      dark.box(
          new Vec(x - 0.1, shape.belt() + 0.0, mirror - 0.07),
          new Vec(x + 0.1, shape.belt() + 0.14, mirror + 0.07));
    }
    if (!shape.large() && dice.chance(0.06)) {
      Chisel sign =
          chisel.in(
              (hit, look) -> {
                look.set(new Tint(0.9, 0.7, 0.1));
                look.glow(new Tint(0.9, 0.7, 0.2), 0.3);
              });
      double z = (shape.roofFront() + shape.roofRear()) / 2 + 0.2;
      sign.box(
          new Vec(-0.3, shape.height(), z - 0.08), new Vec(0.3, shape.height() + 0.16, z + 0.08));
    }
  }
}
