package io.resail.index.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;

/// Searches the units of one class, index segment after index segment: the largest first, since in
/// it there are the best matches, whose scores rule out much of the others. One thread.
final class ClassSearch {
  private final Comparison comparison;
  private final List<LeafReaderContext> largestFirst;

  private ClassSearch(Comparison comparison, List<LeafReaderContext> largestFirst) {
    this.comparison = comparison;
    this.largestFirst = largestFirst;
  }

  /// The search of a class.
  ///
  /// @param exhaustive whether to compute the exact score of every unit
  static ClassSearch of(int classId, Workspace space, boolean exhaustive) {
    return new ClassSearch(
        exhaustive
            ? new ExhaustiveComparison(classId, space.selection(), space.searcher())
            : new CascadeComparison(classId, space),
        space.largestFirst());
  }

  /// Finds the nearest of a target of the class.
  void run(TargetSearch search) throws IOException {
    long start = System.nanoTime();
    for (boolean otherSize : new boolean[] {false, true}) {
      for (LeafReaderContext leaf : largestFirst) {
        // The size penalty alone may put all that pay it out of reach.
        if (!search.goesOn(otherSize)) {
          break;
        }
        comparison.compare(leaf, otherSize, search);
      }
    }
    search.work().took(System.nanoTime() - start);
  }
}
