package io.resail.index.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/// The `k` units nearest to a target as a Lucene query: exact, on any number of index segments.
///
/// Like Lucene's vector queries it searches while it is rewritten. Lucene orders by descending
/// score, so a document's score is [#luceneScore] of ours, from which [#score] gives ours back to
/// the bit; equal scores come in the order of documents there, in that of unit ids here.
/// Immutable, any thread.
public final class MaskQuery extends Query {
  private static final int FLIP = Float.floatToIntBits(4f);

  private final Target target;
  private final int k;
  private final UnitSelection selection;
  private final boolean exhaustive;

  /// The nearest `k` of the units that a selection lets through.
  public MaskQuery(Target target, int k, UnitSelection selection) {
    this(target, k, selection, false);
  }

  private MaskQuery(Target target, int k, UnitSelection selection, boolean exhaustive) {
    if (k < 1) {
      throw new IllegalArgumentException("the nearest " + k + " units: need at least 1");
    }
    this.target = target;
    this.k = k;
    this.selection = selection;
    this.exhaustive = exhaustive;
  }

  /// The same answer from the exact score of every unit: the slow twin.
  public MaskQuery exhaustive() {
    return new MaskQuery(target, k, selection, true);
  }

  /// The score that Lucene sees: falls as ours grows, above 0, exactly reversible.
  public static float luceneScore(float score) {
    return Float.intBitsToFloat(FLIP - Float.floatToIntBits(score));
  }

  /// Our score from Lucene's.
  public static float score(float luceneScore) {
    return luceneScore(luceneScore);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Workspace space = new Workspace(searcher, selection);
    TargetSearch search = space.search(target, k, () -> false);
    search.run(space, exhaustive);
    List<Hit> hits = search.nearest().nearestFirst();
    return hits.isEmpty()
        ? new MatchNoDocsQuery("no unit of class " + target.classId())
        : FoundQuery.of(hits, searcher.getIndexReader());
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "the " + k + " nearest to " + target + " of " + selection;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskQuery that
        && target.equals(that.target)
        && k == that.k
        && selection.equals(that.selection)
        && exhaustive == that.exhaustive;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * target.hashCode() + k) + selection.hashCode();
  }
}
