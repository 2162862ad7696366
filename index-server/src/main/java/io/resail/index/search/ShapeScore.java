package io.resail.index.search;

/// How unlike two shapes are.
///
/// Source: spec 3.2. All operations are monotone in float32, so the same formula over a smaller
/// count of differing pixels, or a larger count of pixels, is a lower bound of the score, rounding
/// included.
final class ShapeScore {
  /// The largest score that a unit can have, and more than any: 2 for the shape, 1 for the size.
  static final float WORST = 3;

  private ShapeScore() {}

  /// The shape score, 0 to 2: differing pixels by the larger count, 1 if both counts are 0.
  static float shape(int differingPixels, int countA, int countB) {
    int larger = Math.max(countA, countB);
    return larger == 0 ? 1f : (float) differingPixels / (float) larger;
  }

  /// Whether one box has at least twice the area of the other.
  static boolean otherSize(long areaA, long areaB) {
    return Math.max(areaA, areaB) >= 2 * Math.min(areaA, areaB);
  }

  /// What units are ordered by, 0 to 3.
  static float total(float shape, boolean otherSize) {
    return otherSize ? shape + 1f : shape;
  }
}
