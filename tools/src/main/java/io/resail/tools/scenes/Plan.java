package io.resail.tools.scenes;

/// The street of a scene: a straight road along z, perhaps a crossing one along x, land beside
/// them.
///
/// @param half half the width of the road, metres, x = 0 being its middle
/// @param walk the width of each pavement
/// @param crossAt where the crossing road's middle is, or beyond [#END] for none
/// @param crossHalf half the crossing road's width
/// @param left what lies beside the road where x is negative, likewise `right`
/// @param marking how the road's middle is marked
/// @param zebra where pedestrians cross, or beyond [#END]
record Plan(
    double half,
    double walk,
    double crossAt,
    double crossHalf,
    Land left,
    Land right,
    Marking marking,
    double zebra) {

  /// Where the street ends, far ahead and behind.
  static final double END = 260;

  static final double START = -40;

  /// How high pavements stand above the road.
  static final double KERB = 0.13;

  /// What stands beside a road.
  enum Land {
    /// House by house at the pavement.
    TOWN,
    /// Houses behind gardens.
    SUBURB,
    /// Lawns and trees.
    PARK;

    private static Land any(Dice dice) {
      return switch (dice.weighted(54, 28, 18)) {
        case 0 -> TOWN;
        case 1 -> SUBURB;
        default -> PARK;
      };
    }
  }

  /// The paint in the middle of a road.
  enum Marking {
    NONE,
    DASHED,
    SOLID,
    DOUBLE,
    LANES
  }

  static Plan any(Dice dice) {
    double half = dice.pick(2.9, 3.4, 3.8, 4.6, 5.4, 6.6) + dice.between(-0.2, 0.2);
    boolean crossing = dice.chance(0.5);
    double crossAt = crossing ? dice.between(14, 46) : 2 * END;
    double crossHalf = dice.between(2.8, 4.4);
    boolean zebra = dice.chance(crossing ? 0.65 : 0.25);
    Land one = Land.any(dice);
    Land other = dice.chance(0.62) ? one : Land.any(dice);
    Marking marking =
        half > 5
            ? dice.pick(Marking.LANES, Marking.LANES, Marking.DOUBLE)
            : dice.pick(Marking.DASHED, Marking.DASHED, Marking.SOLID, Marking.NONE);
    return new Plan(
        half,
        dice.between(2.0, 4.2),
        crossAt,
        crossHalf,
        one,
        other,
        marking,
        !zebra
            ? 2 * END
            : crossing ? crossAt - crossHalf - dice.between(2.6, 4.5) : dice.between(10, 30));
  }

  boolean crossed() {
    return crossAt < END;
  }

  Land land(double side) {
    return side < 0 ? left : right;
  }

  /// Where the pavement meets the land, on the right.
  double front() {
    return half + walk;
  }

  /// Whether something of `reach` metres about `z` would stand in the crossing road or on its
  /// pavements.
  boolean onCrossing(double z, double reach) {
    return Math.abs(z - crossAt) < crossHalf + walk + reach;
  }
}
