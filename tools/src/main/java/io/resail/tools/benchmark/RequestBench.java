package io.resail.tools.benchmark;

import io.resail.fault.Patience;
import io.resail.index.UnitIndex;
import io.resail.retrieval.Match;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.SegmentMatches;
import io.resail.tools.benchmark.RetrievalBenchResult.Request;
import io.resail.tools.benchmark.RetrievalBenchResult.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Question: what does a whole label map cost, searched and fetched, alone and beside others?
/// Answer changes: how requests share work, and how pixels are stored.
final class RequestBench {
  private static final int MASKS = 30;
  private static final int REQUESTS = 60;
  private static final int ROUNDS_OF_WARMING = 3;

  private final List<RetrievalRequest> requests;

  RequestBench(RetrievalBenchSettings settings, UnitStream stream) {
    this.requests =
        IntStream.range(0, REQUESTS)
            .mapToObj(
                request ->
                    IntStream.range(0, MASKS)
                        .map(mask -> settings.queries() + request * MASKS + mask)
                        .mapToObj(number -> stream.query(number, stream.classOfQuery(number)))
                        .toList())
            .map(shapes -> UnitStream.request(shapes, settings.matches()))
            .toList();
  }

  Request measure(UnitIndex index) throws IOException {
    for (int round = 0; round < ROUNDS_OF_WARMING; round++) {
      requests.forEach(request -> search(index, request));
    }
    Times times = Stopwatch.times(REQUESTS, i -> search(index, requests.get(i)));
    List<List<String>> winners =
        requests.stream().map(request -> winners(search(index, request))).toList();
    Times fetching =
        Stopwatch.times(REQUESTS, i -> index.fetch(winners.get(i), Patience.endless(), _ -> {}));
    int threads = Runtime.getRuntime().availableProcessors();
    return new Request(
        MASKS,
        times,
        fetching.median(),
        isExact(index, requests.getFirst()),
        perSecond(index, 1),
        threads,
        perSecond(index, threads));
  }

  private static Retrieval search(UnitIndex index, RetrievalRequest request) {
    return index.retrieve(request, Patience.endless());
  }

  private static List<String> winners(Retrieval retrieval) {
    return retrieval.segments().stream()
        .flatMap(each -> each.answer().matches().stream().limit(1))
        .map(Match::unitId)
        .toList();
  }

  /// Requests answered by so many threads, each going through all of them.
  private double perSecond(UnitIndex index, int threads) {
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        ends.add(pool.submit(() -> requests.forEach(request -> search(index, request))));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching", e);
    }
    return threads * REQUESTS / ((System.nanoTime() - start) / 1e9);
  }

  /// Whether one request's answers are those of the exact scores of all units.
  private static boolean isExact(UnitIndex index, RetrievalRequest request) {
    List<SegmentMatches> ours = search(index, request).segments();
    AtomicBoolean same = new AtomicBoolean(true);
    index.retrieveExhaustively(
        request,
        Patience.endless(),
        each -> {
          if (!each.answer().equals(ours.get(each.index()).answer())) {
            same.set(false);
          }
        });
    return same.get();
  }
}
