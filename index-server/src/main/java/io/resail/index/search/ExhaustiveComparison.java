package io.resail.index.search;

import io.resail.index.descriptor.Descriptor;
import io.resail.index.descriptor.SquareMask;
import io.resail.index.store.UnitFields;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/// Computes the exact score of every unit: the slow twin that the others are held against.
final class ExhaustiveComparison implements Comparison {
  private final Target target;
  private final UnitsOfClass units;

  ExhaustiveComparison(Target target, UnitSelection selection) {
    this.target = target;
    this.units = new UnitsOfClass(target.classId(), selection);
  }

  @Override
  public void compare(LeafReaderContext leaf, IndexSearcher searcher, Nearest nearest, Work work)
      throws IOException {
    BinaryDocValues descriptors = DocValues.getBinary(leaf.reader(), UnitFields.DESCRIPTOR);
    BinaryDocValues squares = DocValues.getBinary(leaf.reader(), UnitFields.SQUARE);
    units.forEach(
        leaf,
        searcher,
        document -> {
          descriptors.advanceExact(document);
          squares.advanceExact(document);
          BytesRef descriptor = descriptors.binaryValue();
          BytesRef square = squares.binaryValue();
          SquareMask mask = SquareMask.ofBytes(square.bytes, square.offset);
          float shape =
              ShapeScore.shape(
                  target.mask().differingPixels(mask), target.mask().count(), mask.count());
          long boxArea = Descriptor.boxArea(descriptor.bytes, descriptor.offset);
          nearest.offer(
              leaf.docBase + document, shape, ShapeScore.otherSize(target.boxArea(), boxArea));
          work.masksCompared++;
          return !work.mustStop();
        });
  }
}
