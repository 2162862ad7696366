package io.resail.index.search;

import io.resail.index.descriptor.Probe;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;

/// The search for the units nearest to one target, while it goes on. One thread.
///
/// @param target what is looked for
/// @param probe its mask as kernels read it
/// @param nearest takes in what is found
/// @param work counts, and says when to stop
record TargetSearch(Target target, Probe probe, Nearest nearest, Work work) {
  /// Finds the nearest, index segment after index segment: the largest first, since in it there are
  /// the best matches, whose scores rule out much of the others.
  ///
  /// @param exhaustive whether to compute the exact score of every unit
  void run(Workspace space, boolean exhaustive) throws IOException {
    Comparison comparison =
        exhaustive
            ? new ExhaustiveComparison(target.classId(), space.selection(), space.searcher())
            : new CascadeComparison(target.classId(), space);
    for (boolean otherSize : new boolean[] {false, true}) {
      for (LeafReaderContext leaf : space.largestFirst()) {
        if (!goesOn(otherSize)) {
          break;
        }
        comparison.compare(leaf, otherSize, this);
      }
    }
  }

  /// Whether a unit could still enter: the size penalty alone may put all that pay it out of reach.
  private boolean goesOn(boolean otherSize) {
    return ShapeScore.total(0, otherSize) <= nearest.limit() && !work.mustStop();
  }
}
