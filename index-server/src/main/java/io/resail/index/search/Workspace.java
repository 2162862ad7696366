package io.resail.index.search;

import io.resail.index.descriptor.UnitBlock;
import io.resail.index.store.UnitCards;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.ArrayUtil;

/// What the targets of one request share: arrays to work in, admissions, cards. One thread.
final class Workspace {
  /// Blocks read, by their number in the run.
  int[] blocks = new int[64];

  /// The smallest bound in each block read.
  short[] smallest = new short[64];

  /// Bounds of the units of each block read.
  short[] steps = new short[64 * UnitBlock.UNITS];

  /// Bits of a bound above the number of a unit.
  long[] candidates = new long[256];

  /// How many blocks read have which smallest bound; those without any unit left come last.
  final int[] blocksOfStep = new int[UnitBlock.MOST_STEPS + 2];

  private final Admissions admissions;
  private final UnitCards cards;
  private final List<LeafReaderContext> largestFirst;

  Workspace(IndexSearcher searcher, UnitSelection selection) {
    this.admissions = new Admissions(selection, searcher);
    this.cards = new UnitCards(searcher.getIndexReader());
    this.largestFirst =
        searcher.getIndexReader().leaves().stream()
            .sorted(
                Comparator.comparingInt((LeafReaderContext leaf) -> leaf.reader().maxDoc())
                    .reversed())
            .toList();
  }

  /// Makes room for so many blocks.
  void reserve(int number) {
    if (blocks.length < number) {
      blocks = new int[ArrayUtil.oversize(number, Integer.BYTES)];
      smallest = new short[blocks.length];
      steps = new short[blocks.length * UnitBlock.UNITS];
    }
  }

  /// Sets a candidate.
  void candidate(int at, long value) {
    candidates = ArrayUtil.grow(candidates, at + 1);
    candidates[at] = value;
  }

  Admissions admissions() {
    return admissions;
  }

  UnitCards cards() {
    return cards;
  }

  /// The index segments: in the largest there are the best matches, whose scores rule out much of
  /// the others.
  List<LeafReaderContext> largestFirst() {
    return largestFirst;
  }
}
