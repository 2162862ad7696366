package io.resail.index.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/// Says of single documents whether a selection lets them through; what it looks up serves all
/// targets of a request. One thread.
final class Admissions {
  private final UnitSelection selection;
  private final IndexSearcher searcher;
  private final Map<Integer, Set<Integer>> leftOut = new HashMap<>();
  private final Map<Long, Optional<FixedBitSet>> letIn = new HashMap<>();
  private Optional<Weight> only = Optional.empty();
  private Optional<Weight> without = Optional.empty();

  Admissions(UnitSelection selection, IndexSearcher searcher) {
    this.selection = selection;
    this.searcher = searcher;
  }

  /// Which documents of a range of one index segment may be returned.
  static final class Range {
    private final Optional<Bits> live;
    private final Set<Integer> excluded;
    private final Optional<FixedBitSet> included;
    private final int first;

    private Range(
        Optional<Bits> live, Set<Integer> excluded, Optional<FixedBitSet> included, int first) {
      this.live = live;
      this.excluded = excluded;
      this.included = included;
      this.first = first;
    }

    /// Whether a document of the range, by its number in the index segment, may be returned.
    boolean admits(int document) {
      return (live.isEmpty() || live.get().get(document))
          && (included.isEmpty() || included.get().get(document - first))
          && (excluded.isEmpty() || !excluded.contains(document));
    }
  }

  /// The admission of `size` documents from `first` on.
  Range of(LeafReaderContext leaf, int first, int size) throws IOException {
    Optional<Bits> live = Optional.ofNullable(leaf.reader().getLiveDocs());
    Set<Integer> excluded = Set.of();
    if (selection.without().isPresent()) {
      if (!leftOut.containsKey(leaf.ord)) {
        leftOut.put(leaf.ord, excluded(leaf, selection.without().get()));
      }
      excluded = leftOut.get(leaf.ord);
    }
    Optional<FixedBitSet> included = Optional.empty();
    if (selection.only().isPresent()) {
      long key = (long) leaf.ord << Integer.SIZE | first;
      if (!letIn.containsKey(key)) {
        letIn.put(key, included(leaf, first, size, selection.only().get()));
      }
      included = letIn.get(key);
    }
    return new Range(live, excluded, included, first);
  }

  private Set<Integer> excluded(LeafReaderContext leaf, Query query) throws IOException {
    without = without.isPresent() ? without : Optional.of(weight(query));
    Set<Integer> documents = new HashSet<>();
    Scorer scorer = without.get().scorer(leaf);
    if (scorer != null) {
      DocIdSetIterator each = scorer.iterator();
      while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        documents.add(each.docID());
      }
    }
    return documents;
  }

  /// Empty if every document of the index segment is let in.
  private Optional<FixedBitSet> included(LeafReaderContext leaf, int first, int size, Query query)
      throws IOException {
    only = only.isPresent() ? only : Optional.of(weight(query));
    if (only.get().count(leaf) == leaf.reader().maxDoc()) {
      return Optional.empty();
    }
    FixedBitSet documents = new FixedBitSet(size);
    Scorer scorer = only.get().scorer(leaf);
    if (scorer != null) {
      DocIdSetIterator each = scorer.iterator();
      for (int document = each.advance(first); document < first + size; document = each.nextDoc()) {
        documents.set(document - first);
      }
    }
    return Optional.of(documents);
  }

  private Weight weight(Query query) throws IOException {
    return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }
}
