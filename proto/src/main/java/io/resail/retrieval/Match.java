package io.resail.retrieval;

import io.resail.raster.Box;

/// One unit returned for a segment.
///
/// @param unitId the unit
/// @param source its image
/// @param box its place there
/// @param shapeScore how unlike the shapes are, 0 to 2, lower is nearer (spec 3.2)
/// @param otherSize whether the box areas differ by a factor of two or more, which costs 1
public record Match(String unitId, String source, Box box, float shapeScore, boolean otherSize) {
  /// What matches are ordered by, 0 to 3: the shape score plus the size penalty, in float32.
  public float score() {
    return otherSize ? shapeScore + 1f : shapeScore;
  }
}
