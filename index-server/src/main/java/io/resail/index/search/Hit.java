package io.resail.index.search;

/// A unit found, by its document in the reader that was searched.
///
/// @param document its number there; means nothing elsewhere
/// @param shape its shape score
/// @param otherSize whether it pays the size penalty
record Hit(int document, float shape, boolean otherSize) {
  /// What hits are ordered by.
  float score() {
    return ShapeScore.total(shape, otherSize);
  }
}
