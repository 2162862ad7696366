package io.resail.index.store;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/// In which order units lie in an index segment: by class, then by box area in steps of an eighth
/// of
/// an octave, then by the count of their square masks.
///
/// Units that would pay the size penalty then lie apart from those that would not, and blocks of
/// neighbours differ little in count, by which a third of them is skipped.
final class UnitOrder {
  /// The index order.
  static final Sort SORT = new Sort(new SortField(UnitFields.ORDER, SortField.Type.LONG));

  private static final int STEPS_PER_OCTAVE = 8;
  private static final int STEP_SHIFT = 16;
  private static final int CLASS_SHIFT = 32;

  private UnitOrder() {}

  /// The value to order by.
  static long of(int classId, long boxArea, int count) {
    // No search depends on where exactly a step ends.
    long step = (long) (STEPS_PER_OCTAVE * Math.log((double) boxArea) / Math.log(2));
    return (long) classId << CLASS_SHIFT | step << STEP_SHIFT | count;
  }
}
