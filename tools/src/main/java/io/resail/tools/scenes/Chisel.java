package io.resail.tools.scenes;

/// Makes shapes and adds them to a mesh, as parts of one object at one place. One thread.
final class Chisel {
  private final Mesh mesh;
  private final Pose pose;
  private final int item;
  private final int material;

  private Chisel(Mesh mesh, Pose pose, int item, int material) {
    this.mesh = mesh;
    this.pose = pose;
    this.item = item;
    this.material = material;
  }

  /// A chisel for a new object.
  static Chisel forItem(Mesh mesh, int label, boolean thing) {
    return new Chisel(mesh, Pose.ORIGIN, mesh.addItem(label, thing), -1);
  }

  /// The same object, in another material.
  Chisel in(Material stuff) {
    return new Chisel(mesh, pose, item, mesh.addMaterial(stuff));
  }

  /// The same object, about another place.
  Chisel at(Pose place) {
    return new Chisel(mesh, place, item, material);
  }

  int vertex(Vec local, Vec normal, Vec coordinates) {
    return mesh.addVertex(pose.place(local), pose.turn(normal), coordinates);
  }

  void triangle(int a, int b, int c) {
    mesh.addTriangle(a, b, c, item, material);
  }

  /// A flat face of four corners in a row, with its coordinates at each corner.
  void quad(Vec[] corners, Vec[] coordinates) {
    Vec normal = corners[2].minus(corners[0]).cross(corners[3].minus(corners[1])).unit();
    int first = vertex(corners[0], normal, coordinates[0]);
    for (int i = 1; i < 4; i++) {
      vertex(corners[i], normal, coordinates[i]);
    }
    triangle(first, first + 1, first + 2);
    triangle(first, first + 2, first + 3);
  }

  void quad(Vec a, Vec b, Vec c, Vec d) {
    Vec[] corners = {a, b, c, d};
    quad(corners, corners);
  }

  /// A flat face of three corners; its coordinates are its places.
  void triangle(Vec a, Vec b, Vec c) {
    Vec normal = b.minus(a).cross(c.minus(a)).unit();
    int first = vertex(a, normal, a);
    vertex(b, normal, b);
    vertex(c, normal, c);
    triangle(first, first + 1, first + 2);
  }

  /// An upright wall from `left` to `right` as seen from outside. Coordinates: metres along, metres
  /// up.
  void wall(Vec left, Vec right, double height, double startAlong) {
    double length = right.minus(left).length();
    Vec up = new Vec(0, height, 0);
    quad(
        new Vec[] {left, left.plus(up), right.plus(up), right},
        new Vec[] {
          new Vec(startAlong, 0, 0),
          new Vec(startAlong, height, 0),
          new Vec(startAlong + length, height, 0),
          new Vec(startAlong + length, 0, 0)
        });
  }

  /// A level face looking up. Coordinates: its places.
  void floor(double x0, double z0, double x1, double z1, double y) {
    quad(new Vec(x0, y, z0), new Vec(x0, y, z1), new Vec(x1, y, z1), new Vec(x1, y, z0));
  }

  /// A box between two corners, without its underside.
  void box(Vec low, Vec high) {
    double x0 = low.x();
    double y0 = low.y();
    double z0 = low.z();
    double x1 = high.x();
    double y1 = high.y();
    double z1 = high.z();
    floor(x0, z0, x1, z1, y1);
    quad(new Vec(x0, y0, z0), new Vec(x0, y1, z0), new Vec(x1, y1, z0), new Vec(x1, y0, z0));
    quad(new Vec(x1, y0, z1), new Vec(x1, y1, z1), new Vec(x0, y1, z1), new Vec(x0, y0, z1));
    quad(new Vec(x0, y0, z1), new Vec(x0, y1, z1), new Vec(x0, y1, z0), new Vec(x0, y0, z0));
    quad(new Vec(x1, y0, z0), new Vec(x1, y1, z0), new Vec(x1, y1, z1), new Vec(x1, y0, z1));
  }

  /// A smooth skin over a grid of points, `rows` x `columns`; outward is to the right of going up
  /// the rows and then along the columns.
  void skin(Vec[][] grid, boolean closed) {
    int rows = grid.length;
    int columns = grid[0].length;
    int first = mesh.vertexCount();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int next = closed ? (c + 1) % columns : Math.min(columns - 1, c + 1);
        int last = closed ? (c + columns - 1) % columns : Math.max(0, c - 1);
        Vec along = grid[r][next].minus(grid[r][last]);
        Vec up = grid[Math.min(rows - 1, r + 1)][c].minus(grid[Math.max(0, r - 1)][c]);
        vertex(grid[r][c], along.cross(up).unit(), grid[r][c]);
      }
    }
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c + 1 < columns + (closed ? 1 : 0); c++) {
        int i = first + r * columns + c;
        int j = first + r * columns + (c + 1) % columns;
        triangle(i, j, j + columns);
        triangle(i, j + columns, i + columns);
      }
    }
  }

  /// A tube from one round end to another, open at both. Coordinates: its places.
  void tube(Vec from, double fromRadius, Vec to, double toRadius, int sides) {
    Vec axis = to.minus(from).unit();
    Vec side = (Math.abs(axis.y()) > 0.9 ? new Vec(1, 0, 0) : Vec.UP).cross(axis).unit();
    Vec other = axis.cross(side);
    Vec[][] grid = new Vec[2][sides];
    for (int i = 0; i < sides; i++) {
      double angle = 2 * StrictMath.PI * i / sides;
      Vec out = side.times(StrictMath.cos(angle)).plus(other.times(StrictMath.sin(angle)));
      grid[0][i] = from.plus(out.times(fromRadius));
      grid[1][i] = to.plus(out.times(toRadius));
    }
    skin(grid, true);
  }

  /// A ball of three radii.
  void blob(Vec middle, Vec radii, int rows, int columns) {
    Vec[][] grid = new Vec[rows + 1][columns];
    for (int r = 0; r <= rows; r++) {
      double lift = StrictMath.PI * (r - rows / 2.0) / rows * 0.998;
      for (int c = 0; c < columns; c++) {
        double angle = 2 * StrictMath.PI * c / columns;
        grid[r][c] =
            middle.plus(
                new Vec(
                    radii.x() * StrictMath.cos(lift) * StrictMath.cos(angle),
                    radii.y() * StrictMath.sin(lift),
                    -radii.z() * StrictMath.cos(lift) * StrictMath.sin(angle)));
      }
    }
    skin(grid, true);
  }
}
