package io.resail.index.search;

import io.resail.index.descriptor.Descriptor;
import io.resail.index.store.UnitFields;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/// Bounds every unit by its descriptor, then computes exact scores in the order of the bounds until
/// no bound is left that could enter. Reads nothing but doc values, so it runs under any codec, for
/// instance where a cluster chooses its own.
final class BoundedComparison implements Comparison {
  private static final int UNITS_BETWEEN_QUESTIONS = 512;

  private final UnitsOfClass units;

  BoundedComparison(int classId, UnitSelection selection, IndexSearcher searcher) {
    this.units = new UnitsOfClass(classId, selection, searcher);
  }

  @Override
  public void compare(LeafReaderContext leaf, boolean otherSize, TargetSearch search)
      throws IOException {
    Target target = search.target();
    Nearest nearest = search.nearest();
    Work work = search.work();
    // Float bits of scores order as the scores do, so that a bound and its document sort as one.
    long[] candidates = candidates(leaf, otherSize, search);
    Arrays.sort(candidates);
    BinaryDocValues descriptors = DocValues.getBinary(leaf.reader(), UnitFields.DESCRIPTOR);
    BinaryDocValues squares = DocValues.getBinary(leaf.reader(), UnitFields.SQUARE);
    for (int i = 0; i < candidates.length; i++) {
      if (Float.intBitsToFloat((int) (candidates[i] >>> 32)) > nearest.limit()
          || (i % UNITS_BETWEEN_QUESTIONS == 0 && work.mustStop())) {
        return;
      }
      int document = (int) candidates[i];
      descriptors.advanceExact(document);
      BytesRef stored = descriptors.binaryValue();
      int count = Descriptor.count(stored.bytes, stored.offset);
      squares.advanceExact(document);
      BytesRef square = squares.binaryValue();
      int differing = target.mask().differingPixels(square.bytes, square.offset);
      float shape = ShapeScore.shape(differing, target.mask().count(), count);
      nearest.offer(leaf.docBase + document, shape, otherSize);
      work.masksCompared++;
    }
  }

  private long[] candidates(LeafReaderContext leaf, boolean otherSize, TargetSearch search)
      throws IOException {
    Target target = search.target();
    Work work = search.work();
    BinaryDocValues descriptors = DocValues.getBinary(leaf.reader(), UnitFields.DESCRIPTOR);
    Candidates found = new Candidates();
    units.forEach(
        leaf,
        document -> {
          descriptors.advanceExact(document);
          BytesRef stored = descriptors.binaryValue();
          float shape =
              ShapeScore.shape(
                  Descriptor.fewestDifferingPixels(target.mask(), stored.bytes, stored.offset),
                  target.mask().count(),
                  Descriptor.count(stored.bytes, stored.offset));
          float bound = ShapeScore.total(shape, otherSize);
          work.descriptorsRead++;
          if (bound <= search.nearest().limit()
              && ShapeScore.otherSize(
                      target.boxArea(), Descriptor.boxArea(stored.bytes, stored.offset))
                  == otherSize) {
            found.add((long) Float.floatToIntBits(bound) << 32 | document);
          }
          return work.descriptorsRead % UNITS_BETWEEN_QUESTIONS != 0 || !work.mustStop();
        });
    return found.toArray();
  }

  /// A growing array of longs.
  private static final class Candidates {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
      values = ArrayUtil.grow(values, size + 1);
      values[size++] = value;
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
