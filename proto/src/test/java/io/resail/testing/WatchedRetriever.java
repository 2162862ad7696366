package io.resail.testing;

import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A retriever that remembers what it was asked, and does something between its steps if told to.
public final class WatchedRetriever implements Retriever {
  private final Retriever inner;
  private final List<RetrievalRequest> questions = new CopyOnWriteArrayList<>();
  private final List<List<String>> fetches = new CopyOnWriteArrayList<>();
  private volatile Runnable afterEachSegment = () -> {};
  private volatile Runnable beforeFetch = () -> {};

  /// Watches what `inner` is asked.
  public WatchedRetriever(Retriever inner) {
    this.inner = inner;
  }

  /// Does this after telling of each segment.
  public void afterEachSegment(Runnable task) {
    afterEachSegment = task;
  }

  /// Does this when units are asked for, before they are looked for.
  public void beforeFetch(Runnable task) {
    beforeFetch = task;
  }

  /// The searches asked for, in order.
  public List<RetrievalRequest> questions() {
    return List.copyOf(questions);
  }

  /// The unit ids of each fetch, in order.
  public List<List<String>> fetches() {
    return new ArrayList<>(fetches);
  }

  @Override
  public ClassCatalog catalog() {
    return inner.catalog();
  }

  @Override
  public RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    questions.add(request);
    return inner.retrieve(
        request,
        patience,
        matches -> {
          each.accept(matches);
          afterEachSegment.run();
        });
  }

  @Override
  public void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each) {
    fetches.add(List.copyOf(unitIds));
    beforeFetch.run();
    inner.fetch(unitIds, patience, each);
  }

  @Override
  public IndexStatistics statistics() {
    return inner.statistics();
  }
}
