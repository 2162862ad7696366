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
  private final Workspace space;
  private final int k;
  private final BooleanSupplier enough;
  private final boolean exhaustive;

  /// A search of the nearest `k` units.
  ///
  /// @param searcher the state of the index
  /// @param selection which units may be matched
  /// @param k how many units an answer has at most
  /// @param enough asked now and then; true ends the search, which then answers
  ///     [Answer.OutOfTime]
  public BoundedSearch(
      IndexSearcher searcher, UnitSelection selection, int k, BooleanSupplier enough) {
    this(new Workspace(searcher, selection), k, enough, false);
  }

  private BoundedSearch(Workspace space, int k, BooleanSupplier enough, boolean exhaustive) {
    this.space = space;
    this.k = k;
    this.enough = enough;
    this.exhaustive = exhaustive;
  }

  /// The same answers from the exact score of every unit: the slow twin, for tests and benchmarks.
  public BoundedSearch exhaustive() {
    return new BoundedSearch(space, k, enough, true);
  }

  /// One answer and its cost.
  public record Outcome(Answer answer, Effort effort) {}

  /// The units nearest to the target.
  public Outcome answer(Target target) throws IOException {
    TargetSearch search = space.search(target, k, enough);
    search.run(space, exhaustive);
    return outcome(search);
  }

  private Outcome outcome(TargetSearch search) throws IOException {
    List<Match> matches = new ArrayList<>();
    for (Hit hit : search.nearest().nearestFirst()) {
      UnitCard card = space.cards().of(hit.document());
      matches.add(new Match(card.id(), card.source(), card.box(), hit.shape(), hit.otherSize()));
    }
    Answer answer =
        search.work().stopped()
            ? new Answer.OutOfTime(matches)
            : matches.isEmpty()
                ? new Answer.NoUnitOfClass(search.target().classId())
                : new Answer.Found(matches);
    return new Outcome(answer, search.work().effort());
  }
}
