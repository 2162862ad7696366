package io.resail.index.search;

import io.resail.index.descriptor.Probe;
import io.resail.index.store.UnitCards;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/// What the targets of one request share: the state searched, admissions, cards, and memory to work
/// in. One thread.
final class Workspace {
  private final IndexSearcher searcher;
  private final UnitSelection selection;
  private final Admissions admissions;
  private final UnitCards cards;
  private final List<LeafReaderContext> largestFirst;
  private final PassMemory memory = new PassMemory();

  Workspace(IndexSearcher searcher, UnitSelection selection) {
    this.searcher = searcher;
    this.selection = selection;
    this.admissions = new Admissions(selection, searcher);
    this.cards = new UnitCards(searcher.getIndexReader());
    this.largestFirst =
        searcher.getIndexReader().leaves().stream()
            .sorted(
                Comparator.comparingInt((LeafReaderContext leaf) -> leaf.reader().maxDoc())
                    .reversed())
            .toList();
  }

  /// A search for the `k` units nearest to a target, that has found nothing yet.
  ///
  /// @param enough asked now and then; true ends the search with what it has
  TargetSearch search(Target target, int k, BooleanSupplier enough) {
    return new TargetSearch(
        target,
        new Probe(target.mask()),
        new Nearest(k, document -> cards.of(document).id()),
        new Work(enough));
  }

  IndexSearcher searcher() {
    return searcher;
  }

  UnitSelection selection() {
    return selection;
  }

  Admissions admissions() {
    return admissions;
  }

  UnitCards cards() {
    return cards;
  }

  /// The index segments.
  List<LeafReaderContext> largestFirst() {
    return largestFirst;
  }

  PassMemory memory() {
    return memory;
  }
}
