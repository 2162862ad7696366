package io.resail.index.search;

import io.resail.index.descriptor.UnitBlock;
import io.resail.index.store.ClassRun;
import io.resail.index.store.Shapes;

/// The units of one class in one index segment, as a search walks them.
///
/// @param shapes of the index segment
/// @param run where in it the units lie
/// @param admission which of them may be returned
/// @param docBase what makes a document of the index segment one of the index
record RunOfUnits(Shapes shapes, ClassRun run, Admissions.Range admission, int docBase) {
  /// Where a block of the run begins among the blocks of the index segment.
  long blockAt(int block) {
    return (long) UnitBlock.BYTES * (run.firstBlock() + block);
  }

  /// The pixels of a unit's square mask.
  int count(int unit) {
    return UnitBlock.count(
        shapes.blocks(), blockAt(unit / UnitBlock.UNITS), unit % UnitBlock.UNITS);
  }

  /// The box area of a unit.
  int boxArea(int unit) {
    return UnitBlock.boxArea(
        shapes.blocks(), blockAt(unit / UnitBlock.UNITS), unit % UnitBlock.UNITS);
  }

  /// Where the mask of a unit begins.
  long maskAt(int unit) {
    return shapes.maskAt(run.firstDocument() + unit);
  }

  /// The document of a unit in the whole index.
  int documentOf(int unit) {
    return docBase + run.firstDocument() + unit;
  }

  /// Whether a unit may be returned.
  boolean admits(int unit) {
    return admission.admits(run.firstDocument() + unit);
  }

  /// How many units a block has.
  int unitsOf(int block) {
    return Math.min(UnitBlock.UNITS, run.size() - UnitBlock.UNITS * block);
  }
}
