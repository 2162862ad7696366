package io.resail.index.store;

import io.resail.index.descriptor.UnitBlock;

/// Documents of one class that follow one another, and the blocks that hold them.
///
/// @param classId the class
/// @param firstDocument the first of them; the others follow
/// @param size how many they are, at least 1
/// @param firstBlock the block that the first one begins
public record ClassRun(int classId, int firstDocument, int size, int firstBlock) {
  /// Blocks of the run.
  public int blocks() {
    return Math.ceilDiv(size, UnitBlock.UNITS);
  }
}
