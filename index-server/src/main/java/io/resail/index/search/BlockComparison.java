package io.resail.index.search;

import io.resail.index.store.ClassRun;
import io.resail.index.store.Shapes;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;

/// The bound cascade over shapes laid out in blocks. One thread.
final class BlockComparison {
  private final Workspace space;

  BlockComparison(Workspace space) {
    this.space = space;
  }

  /// Offers every unit of a run that may be among the nearest.
  void compare(
      LeafReaderContext leaf, Shapes shapes, ClassRun run, boolean otherSize, TargetSearch search)
      throws IOException {
    RunOfUnits units =
        new RunOfUnits(
            shapes,
            run,
            space.admissions().of(leaf, run.firstDocument(), run.size()),
            leaf.docBase);
    new BlockPass(search, units, otherSize, space.memory()).run();
  }
}
