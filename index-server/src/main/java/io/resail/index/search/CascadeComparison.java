package io.resail.index.search;

import io.resail.index.store.ClassRun;
import io.resail.index.store.ShapeValues;
import io.resail.index.store.Shapes;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/// Compares by blocks where an index segment has them, else unit by unit. One thread.
final class CascadeComparison implements Comparison {
  private final Target target;
  private final BlockComparison byBlocks;
  private final BoundedComparison byUnits;

  CascadeComparison(
      Target target, UnitSelection selection, IndexSearcher searcher, Workspace space) {
    this.target = target;
    this.byBlocks = new BlockComparison(target, space);
    this.byUnits = new BoundedComparison(target, selection, searcher);
  }

  @Override
  public void compare(LeafReaderContext leaf, boolean otherSize, Nearest nearest, Work work)
      throws IOException {
    Optional<Shapes> shapes = ShapeValues.shapes(leaf.reader());
    if (shapes.isEmpty()) {
      byUnits.compare(leaf, otherSize, nearest, work);
      return;
    }
    for (ClassRun run : shapes.get().runs()) {
      if (run.classId() == target.classId()) {
        byBlocks.compare(leaf, shapes.get(), run, otherSize, nearest, work);
      }
    }
  }
}
