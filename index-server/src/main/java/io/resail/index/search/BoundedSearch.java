package io.resail.index.search;

import io.resail.index.store.UnitCard;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.search.IndexSearcher;

/// Answers targets over one state of an index; what is looked up for one serves the next. One
/// thread; make one for each request.
public final class BoundedSearch {
  private final IndexSearcher searcher;
  private final UnitSelection selection;
  private final int k;
  private final Workspace space;

  /// A search of the nearest `k` units.
  ///
  /// @param searcher the state of the index
  /// @param selection which units may be matched
  /// @param k how many units an answer has at most
  public BoundedSearch(IndexSearcher searcher, UnitSelection selection, int k) {
    this.searcher = searcher;
    this.selection = selection;
    this.k = k;
    this.space = new Workspace(searcher, selection);
  }

  /// One answer and its cost.
  public record Outcome(Answer answer, Effort effort) {}

  /// The units nearest to the target.
  ///
  /// @param enough asked now and then; true ends the search, which then answers
  ///     [Answer.OutOfTime]
  public Outcome nearest(Target target, BooleanSupplier enough) throws IOException {
    return outcome(new MaskQuery(target, k, selection), target, enough);
  }

  /// The same answer from the exact score of every unit: the slow twin, for tests and benchmarks.
  public Outcome exhaustive(Target target, BooleanSupplier enough) throws IOException {
    return outcome(new MaskQuery(target, k, selection).exhaustive(), target, enough);
  }

  private Outcome outcome(MaskQuery query, Target target, BooleanSupplier enough)
      throws IOException {
    MaskQuery.Result result = query.search(searcher, space, enough);
    List<Match> matches = new ArrayList<>();
    for (Hit hit : result.nearestFirst()) {
      UnitCard card = space.cards().of(hit.document());
      matches.add(new Match(card.id(), card.source(), card.box(), hit.shape(), hit.otherSize()));
    }
    Answer answer =
        result.work().stopped()
            ? new Answer.OutOfTime(matches)
            : matches.isEmpty()
                ? new Answer.NoUnitOfClass(target.classId())
                : new Answer.Found(matches);
    return new Outcome(answer, result.work().effort());
  }
}
