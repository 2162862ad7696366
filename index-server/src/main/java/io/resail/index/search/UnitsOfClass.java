package io.resail.index.search;

import io.resail.index.store.StoredUnit;
import io.resail.index.store.UnitFields;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// The units of one class that pass a selection, one after another. Immutable, any thread.
final class UnitsOfClass {
  private final Query query;
  private final IndexSearcher searcher;

  UnitsOfClass(int classId, UnitSelection selection, IndexSearcher searcher) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new TermQuery(new Term(UnitFields.CLASS, StoredUnit.className(classId))), Occur.FILTER);
    selection.only().ifPresent(only -> all.add(only, Occur.FILTER));
    selection.without().ifPresent(without -> all.add(without, Occur.MUST_NOT));
    this.query = all.build();
    this.searcher = searcher;
  }

  /// Told of one unit.
  @FunctionalInterface
  interface Each {
    /// Takes the document in its index segment; false ends the walk.
    boolean take(int document) throws IOException;
  }

  /// Walks the live units of one index segment, ascending.
  void forEach(LeafReaderContext leaf, Each each) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    Optional<Scorer> scorer = Optional.ofNullable(weight.scorer(leaf));
    if (scorer.isEmpty()) {
      return;
    }
    Bits live = leaf.reader().getLiveDocs();
    DocIdSetIterator documents = scorer.get().iterator();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if ((live == null || live.get(document)) && !each.take(document)) {
        return;
      }
    }
  }
}
