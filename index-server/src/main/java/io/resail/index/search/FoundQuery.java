package io.resail.index.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/// Documents already found in one reader, with their scores. Immutable, any thread.
final class FoundQuery extends Query {
  private final int[] documents;
  private final float[] scores;
  private final Object reader;

  private FoundQuery(int[] documents, float[] scores, Object reader) {
    this.documents = documents;
    this.scores = scores;
    this.reader = reader;
  }

  static FoundQuery of(List<Hit> hits, IndexReader reader) {
    List<Hit> ascending = hits.stream().sorted(Comparator.comparingInt(Hit::document)).toList();
    int[] documents = ascending.stream().mapToInt(Hit::document).toArray();
    float[] scores = new float[documents.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = MaskQuery.luceneScore(ascending.get(i).score());
    }
    return new FoundQuery(documents, scores, reader.getContext().id());
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    if (!searcher.getIndexReader().getContext().id().equals(reader)) {
      throw new IllegalStateException("these documents were found in another reader");
    }
    return new FoundWeight(this, boost);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return documents.length + " units found";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FoundQuery that
        && Arrays.equals(documents, that.documents)
        && Arrays.equals(scores, that.scores)
        && reader.equals(that.reader);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(documents);
  }

  private static final class FoundWeight extends Weight {
    private final FoundQuery found;
    private final float boost;

    FoundWeight(FoundQuery found, float boost) {
      super(found);
      this.found = found;
      this.boost = boost;
    }

    @Override
    public Explanation explain(LeafReaderContext leaf, int document) {
      int at = Arrays.binarySearch(found.documents, document + leaf.docBase);
      return at < 0
          ? Explanation.noMatch("not among the nearest")
          : Explanation.match(
              found.scores[at] * boost,
              "reversed shape score " + MaskQuery.score(found.scores[at]));
    }

    @Override
    public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
      int from = at(leaf.docBase);
      int to = at(leaf.docBase + leaf.reader().maxDoc());
      return new DefaultScorerSupplier(new FoundScorer(found, leaf.docBase, from, to, boost));
    }

    private int at(int document) {
      int at = Arrays.binarySearch(found.documents, document);
      return at < 0 ? -at - 1 : at;
    }

    @Override
    public boolean isCacheable(LeafReaderContext leaf) {
      return true;
    }
  }

  /// Walks the documents found in one index segment.
  private static final class FoundScorer extends Scorer {
    private final FoundQuery found;
    private final int docBase;
    private final int from;
    private final int to;
    private final float boost;
    private final DocIdSetIterator iterator = new Walk();
    private int at;

    FoundScorer(FoundQuery found, int docBase, int from, int to, float boost) {
      this.found = found;
      this.docBase = docBase;
      this.from = from;
      this.to = to;
      this.boost = boost;
      this.at = from - 1;
    }

    @Override
    public int docID() {
      return at < from
          ? -1
          : at >= to ? DocIdSetIterator.NO_MORE_DOCS : found.documents[at] - docBase;
    }

    @Override
    public DocIdSetIterator iterator() {
      return iterator;
    }

    @Override
    public float getMaxScore(int upTo) {
      float max = 0;
      for (int i = from; i < to; i++) {
        max = Math.max(max, found.scores[i]);
      }
      return max * boost;
    }

    @Override
    public float score() {
      return found.scores[at] * boost;
    }

    private final class Walk extends DocIdSetIterator {
      @Override
      public int docID() {
        return FoundScorer.this.docID();
      }

      @Override
      public int nextDoc() {
        at++;
        return docID();
      }

      @Override
      public int advance(int target) {
        do {
          at++;
        } while (docID() < target);
        return docID();
      }

      @Override
      public long cost() {
        return (long) to - from;
      }
    }
  }
}
