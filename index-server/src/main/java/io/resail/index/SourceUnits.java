package io.resail.index;

import io.resail.index.store.UnitCards;
import io.resail.index.store.UnitFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/// The live units that were cut from given source images.
final class SourceUnits {
  private SourceUnits() {}

  /// Their ids, in code-unit order.
  static List<String> ids(View view, Collection<String> sources) throws IOException {
    List<String> ids = new ArrayList<>();
    for (LeafReaderContext leaf : view.reader().leaves()) {
      List<Integer> documents = new ArrayList<>();
      Bits live = leaf.reader().getLiveDocs();
      for (String source : sources) {
        PostingsEnum units =
            leaf.reader().postings(new Term(UnitFields.SOURCE, source), PostingsEnum.NONE);
        for (int unit = units == null ? DocIdSetIterator.NO_MORE_DOCS : units.nextDoc();
            unit != DocIdSetIterator.NO_MORE_DOCS;
            unit = units.nextDoc()) {
          if (live == null || live.get(unit)) {
            documents.add(unit);
          }
        }
      }
      // A source may be named twice.
      UnitCards cards = new UnitCards(view.reader());
      for (int document : documents.stream().distinct().sorted().toList()) {
        ids.add(cards.of(leaf.docBase + document).id());
      }
    }
    Collections.sort(ids);
    return ids;
  }
}
