package io.resail.tools.scenes;

/// What is painted on traffic signs and posters.
///
/// Coordinates: from -1 to 1 to the right and upward on the face. Immutable.
enum SignFace implements Material {
  STOP,
  NO_ENTRY,
  LIMIT,
  YIELD,
  WARNING,
  ORDER,
  PARKING,
  ZEBRA,
  DIRECTION;

  private static final Tint RED = Tint.of(0xc01820);
  private static final Tint BLUE = Tint.of(0x1450a0);
  private static final Tint WHITE = Tint.of(0xf2f2ee);
  private static final Tint BLACK = Tint.of(0x151515);
  private static final Tint GREEN = Tint.of(0x12703c);

  /// A sign as they stand along any street; zebras bring their own.
  static SignFace any(Dice dice) {
    return dice.pick(STOP, NO_ENTRY, LIMIT, LIMIT, YIELD, WARNING, ORDER, PARKING, DIRECTION);
  }

  @Override
  public void show(Hit hit, Look look) {
    double u = hit.a;
    double v = hit.b;
    double r = Math.sqrt(u * u + v * v);
    look.set(
        switch (this) {
          case STOP -> r > 0.9 || word(u, v) ? WHITE : RED;
          case NO_ENTRY -> r > 0.93 || within(u, v, 0.7, 0.2) ? WHITE : RED;
          case LIMIT -> r > 0.72 ? RED : digits(u, v) ? BLACK : WHITE;
          case YIELD -> triangle(u, -v) < 0.26 ? RED : WHITE;
          case WARNING ->
              triangle(u, v) < 0.24 ? RED : within(u, v + 0.05, 0.1, 0.35) ? BLACK : WHITE;
          case ORDER -> r > 0.92 || arrow(u, v) ? WHITE : BLUE;
          case PARKING -> rim(u, v) > 0.92 || letterP(u, v) ? WHITE : BLUE;
          case ZEBRA -> zebra(u, v);
          case DIRECTION ->
              rim(u, v) > 0.93 || word(u * 0.95 + 0.1, Math.abs(v) - 0.45) ? WHITE : GREEN;
        });
    look.gloss(0.03, 4, 0.3);
  }

  private static Tint zebra(double u, double v) {
    if (triangle(u * 1.25, v * 1.25 + 0.1) > 0) {
      return Math.abs(u) < 0.13 ? BLACK : WHITE;
    }
    return rim(u, v) > 0.93 ? WHITE : BLUE;
  }

  private static boolean within(double u, double v, double wide, double tall) {
    return Math.abs(u) < wide && Math.abs(v) < tall;
  }

  /// Lettering in the middle, too small to be read.
  private static boolean word(double u, double v) {
    return within(u, v, 0.68, 0.24)
        && Noise.hash((int) Math.floor(u * 9), (int) Math.floor(v * 2), 3) > 0.35;
  }

  private static double rim(double u, double v) {
    return Math.max(Math.abs(u), Math.abs(v));
  }

  /// How far inside an upright triangle, about 0 to 0.5.
  private static double triangle(double u, double v) {
    return Math.min(v + 0.55, (1.05 - v - 1.75 * Math.abs(u)) * 0.5);
  }

  /// A number of two figures: a hook and a ring.
  private static boolean digits(double u, double v) {
    if (Math.abs(v) > 0.42) {
      return false;
    }
    double ring = Math.sqrt((u - 0.28) * (u - 0.28) * 2.2 + v * v);
    boolean bars = Math.min(Math.abs(Math.abs(v) - 0.36), Math.abs(v)) < 0.08;
    boolean stem = v > 0 ? u < -0.38 : u > -0.17;
    boolean hook = within(u + 0.275, v, 0.225, 0.42) && (bars || stem);
    return hook || (ring > 0.24 && ring < 0.42);
  }

  private static boolean arrow(double u, double v) {
    boolean shaft = Math.abs(u) < 0.14 && v > -0.6 && v < 0.2;
    boolean head = v > 0.1 && Math.abs(u) < (0.65 - v) * 0.8;
    return shaft || head;
  }

  private static boolean letterP(double u, double v) {
    boolean stem = u > -0.4 && u < -0.12 && Math.abs(v) < 0.65;
    double bow = Math.sqrt(u * u + (v - 0.27) * (v - 0.27));
    return stem || (u > -0.2 && bow < 0.4 && bow > 0.16);
  }

  /// The outline's corners: round, three- or four-sided.
  Vec[] outline() {
    return switch (this) {
      case STOP -> polygon(8, StrictMath.PI / 8);
      case YIELD -> polygon(3, -StrictMath.PI / 2);
      case WARNING -> polygon(3, StrictMath.PI / 2);
      case PARKING, ZEBRA ->
          new Vec[] {new Vec(-1, -1, 0), new Vec(1, -1, 0), new Vec(1, 1, 0), new Vec(-1, 1, 0)};
      case DIRECTION ->
          new Vec[] {new Vec(-1, -1, 0), new Vec(1, -1, 0), new Vec(1, 1, 0), new Vec(-1, 1, 0)};
      default -> polygon(18, 0);
    };
  }

  private static Vec[] polygon(int corners, double turn) {
    Vec[] outline = new Vec[corners];
    for (int i = 0; i < corners; i++) {
      double angle = turn + 2 * StrictMath.PI * i / corners;
      outline[i] = new Vec(StrictMath.cos(angle), StrictMath.sin(angle), 0);
    }
    return outline;
  }
}
