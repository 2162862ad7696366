package io.resail.index.search;

import io.resail.index.store.ClassRun;
import io.resail.index.store.ShapeValues;
import io.resail.index.store.Shapes;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;

/// Compares by blocks where an index segment has them, else unit by unit. One thread.
final class CascadeComparison implements Comparison {
  private final int classId;
  private final Workspace space;
  private final BoundedComparison byUnits;

  CascadeComparison(int classId, Workspace space) {
    this.classId = classId;
    this.space = space;
    this.byUnits = new BoundedComparison(classId, space.selection(), space.searcher());
  }

  @Override
  public void compare(LeafReaderContext leaf, boolean otherSize, TargetSearch search)
      throws IOException {
    Optional<Shapes> shapes = ShapeValues.shapes(leaf.reader());
    if (shapes.isEmpty()) {
      byUnits.compare(leaf, otherSize, search);
      return;
    }
    for (ClassRun run : shapes.get().runs()) {
      if (run.classId() == classId) {
        Admissions.Range admission = space.admissions().of(leaf, run.firstDocument(), run.size());
        RunOfUnits units = new RunOfUnits(shapes.get(), run, admission, leaf.docBase);
        new BlockPass(search, units, otherSize, space.memory()).run();
      }
    }
  }
}
