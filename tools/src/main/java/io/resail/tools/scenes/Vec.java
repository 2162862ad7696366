package io.resail.tools.scenes;

/// A point or direction in metres: x to the right, y up, z ahead.
record Vec(double x, double y, double z) {
  static final Vec UP = new Vec(0, 1, 0);

  Vec plus(Vec o) {
    return new Vec(x + o.x, y + o.y, z + o.z);
  }

  Vec minus(Vec o) {
    return new Vec(x - o.x, y - o.y, z - o.z);
  }

  Vec times(double k) {
    return new Vec(x * k, y * k, z * k);
  }

  double dot(Vec o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vec cross(Vec o) {
    return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /// The same direction with length 1; straight up if there is none.
  Vec unit() {
    double length = length();
    return length < 1e-12 ? UP : times(1 / length);
  }
}
