package io.resail.index.server;

import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.testing.FakeRetriever;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// An index whose answer to a question is written by the test; the rest is a [FakeRetriever].
final class ScriptedRetriever implements Retriever {
  /// What becomes of a question.
  @FunctionalInterface
  interface Script {
    RetrievalSummary play(Patience patience, Consumer<SegmentMatches> each);
  }

  private final FakeRetriever rest;
  private final Script script;

  ScriptedRetriever(ClassCatalog catalog, Script script) {
    this.rest = new FakeRetriever(catalog);
    this.script = script;
  }

  /// A script that answers big segments until its caller's patience ends.
  ///
  /// @param answered counts them
  /// @param end the failure it ended with
  static Script endless(AtomicInteger answered, CompletableFuture<FaultException> end) {
    Mask mask = Mask.of(1000, 1000, (x, y) -> (x ^ y) % 3 == 0);
    Segment segment = new Segment(1, false, new Box(0, 0, 1000, 1000), mask);
    return (patience, each) -> {
      try {
        while (true) {
          patience.check("another segment");
          each.accept(
              new SegmentMatches(
                  answered.get(), segment, new Answer.NoUnitOfClass(1), Effort.NONE));
          answered.incrementAndGet();
        }
      } catch (FaultException e) {
        end.complete(e);
        throw e;
      }
    };
  }

  @Override
  public ClassCatalog catalog() {
    return rest.catalog();
  }

  @Override
  public RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    return script.play(patience, each);
  }

  @Override
  public void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each) {
    rest.fetch(unitIds, patience, each);
  }

  @Override
  public IndexStatistics statistics() {
    return rest.statistics();
  }
}
