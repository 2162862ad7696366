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
  private final UnitsOfClass units;

  ExhaustiveComparison(int classId, UnitSelection selection, IndexSearcher searcher) {
    this.units = new UnitsOfClass(classId, selection, searcher);
  }

  @Override
  public void compare(LeafReaderContext leaf, boolean otherSize, TargetSearch search)
      throws IOException {
    Target target = search.target();
    BinaryDocValues descriptors = DocValues.getBinary(leaf.reader(), UnitFields.DESCRIPTOR);
    BinaryDocValues squares = DocValues.getBinary(leaf.reader(), UnitFields.SQUARE);
    units.forEach(
        leaf,
        document -> {
          descriptors.advanceExact(document);
          BytesRef descriptor = descriptors.binaryValue();
          long boxArea = Descriptor.boxArea(descriptor.bytes, descriptor.offset);
          if (ShapeScore.otherSize(target.boxArea(), boxArea) == otherSize) {
            squares.advanceExact(document);
            BytesRef square = squares.binaryValue();
            SquareMask mask = SquareMask.ofBytes(square.bytes, square.offset);
            float shape =
                ShapeScore.shape(
                    target.mask().differingPixels(mask), target.mask().count(), mask.count());
            search.nearest().offer(leaf.docBase + document, shape, otherSize);
            search.work().masksCompared++;
          }
          return !search.work().mustStop();
        });
  }
}
