package io.resail.index.search;

import io.resail.index.descriptor.SquareMask;

/// What a search compares units with.
///
/// @param classId the class; units of no other are compared
/// @param mask the shape in the square
/// @param boxArea pixels of its box at native resolution, at least 1
public record Target(int classId, SquareMask mask, long boxArea) {
  public Target {
    if (boxArea < 1) {
      throw new IllegalArgumentException("box of " + boxArea + " pixels: need at least 1");
    }
  }
}
