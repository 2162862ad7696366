package io.resail.index;

import io.resail.index.store.IndexFormat;
import io.resail.index.store.UnitFields;
import io.resail.index.store.UnitFiles;
import io.resail.retrieval.IndexStatistics;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// Counts the live units of one state of an index.
final class Counts {
  private Counts() {}

  static IndexStatistics of(View view) throws IOException {
    TreeMap<Integer, Long> byClass = new TreeMap<>();
    Set<BytesRef> sources = new HashSet<>();
    for (LeafReaderContext leaf : view.reader().leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      NumericDocValues classes = DocValues.getNumeric(leaf.reader(), UnitFields.CLASS);
      for (int unit = classes.nextDoc();
          unit != DocIdSetIterator.NO_MORE_DOCS;
          unit = classes.nextDoc()) {
        if (live == null || live.get(unit)) {
          byClass.merge((int) classes.longValue(), 1L, Long::sum);
        }
      }
      addLiveTerms(Terms.getTerms(leaf.reader(), UnitFields.SOURCE), live, sources);
    }
    UnitFiles files = view.files();
    return new IndexStatistics(
        view.generation(),
        IndexFormat.VERSION,
        view.reader().numDocs(),
        sources.size(),
        byClass,
        files.searchBytes(),
        files.pixelBytes());
  }

  private static void addLiveTerms(Terms terms, Bits live, Set<BytesRef> found) throws IOException {
    TermsEnum each = terms.iterator();
    PostingsEnum postings = null;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      postings = each.postings(postings, PostingsEnum.NONE);
      int unit = postings.nextDoc();
      while (unit != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(unit)) {
        unit = postings.nextDoc();
      }
      if (unit != DocIdSetIterator.NO_MORE_DOCS) {
        found.add(BytesRef.deepCopyOf(term));
      }
    }
  }
}
