package io.resail.tools.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.retrieval.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What [RetrievalBench] measured. Times of searches are in milliseconds, one thread.
///
/// @param settings what was asked for
/// @param build how the index came about
/// @param contest the contenders in the largest class
/// @param request 30 masks of mixed classes in one request
/// @param doublingFactor median in the largest class over that with half the units; if measured
public record RetrievalBenchResult(
    RetrievalBenchSettings settings,
    Build build,
    Contest contest,
    Request request,
    Optional<Double> doublingFactor) {
  /// How an index came about, and what it takes.
  ///
  /// @param unitsPerSecond added, drawing their shapes not counted
  /// @param mergeSeconds to finish: merge to one index segment and put into place
  /// @param searchBytesPerUnit on disk, all but pixels
  /// @param pixelBytesPerUnit on disk
  /// @param openMillis to open it
  /// @param visibleMillis from a put of one unit until searches see it, median
  /// @param durableMillis the same until it is on disk
  /// @param heapMegabytes more heap in use with the index open and searched than before
  public record Build(
      double unitsPerSecond,
      double mergeSeconds,
      double searchBytesPerUnit,
      double pixelBytesPerUnit,
      double openMillis,
      double visibleMillis,
      double durableMillis,
      double heapMegabytes) {}

  /// The contenders over the units of one class, each asked the same held-back shapes.
  ///
  /// @param units of the class
  /// @param ours our search, through the index's front door
  /// @param recall part of the exhaustive scan's answers that ours gave, place by place
  /// @param effort of all queries together
  /// @param scan the exhaustive scan
  /// @param hnsw Lucene's graph at each number of candidates, ascending; empty if not measured
  public record Contest(
      int units, Times ours, double recall, Effort effort, Times scan, List<Graph> hnsw) {
    public Contest {
      hnsw = List.copyOf(hnsw);
    }

    /// The graph at the first setting that reaches a recall at 10 of 0.95, else the last.
    public Optional<Graph> firstGoodGraph() {
      return hnsw.stream()
          .filter(graph -> graph.recallAt10() >= 0.95)
          .findFirst()
          .or(() -> hnsw.stream().reduce((_, last) -> last));
    }
  }

  /// A time's distribution.
  public record Times(double median, double p99, double mean) {}

  /// Lucene's graph at one setting.
  public record Graph(int candidates, Times times, double recallAt1, double recallAt10) {}

  /// One request of many masks.
  ///
  /// @param masks masks of a request
  /// @param times to search for all of them, one thread
  /// @param fetchMedian to fetch the nearest unit of each with its pixels
  /// @param exact whether one request's answers were those of the exact scores
  /// @param perSecond requests searched in a second by one thread
  /// @param threads as many as there are processors
  /// @param perSecondTogether the same by so many threads at once
  public record Request(
      int masks,
      Times times,
      double fetchMedian,
      boolean exact,
      double perSecond,
      int threads,
      double perSecondTogether) {}

  /// The table for people.
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d units in %d classes, %d queries for %d matches in a class of %d, one thread",
            settings.units(),
            settings.classes(),
            settings.queries(),
            settings.matches(),
            contest.units()));
    lines.add(String.format(Locale.ROOT, "%-34s %10s %10s %10s", "ms", "median", "p99", "recall"));
    lines.add(row("ours (exact)", contest.ours(), contest.recall()));
    lines.add(row("exhaustive vectorised scan", contest.scan(), 1));
    for (Graph graph : contest.hnsw()) {
      lines.add(
          row(
              "Lucene HNSW, " + graph.candidates() + " candidates",
              graph.times(),
              graph.recallAt10()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "speed-up over scan: %.0f x at the median, %.0f x at p99",
            contest.scan().median() / contest.ours().median(),
            contest.scan().p99() / contest.ours().p99()));
    contest
        .firstGoodGraph()
        .ifPresent(
            graph ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "speed-up over HNSW at recall %.3f: %.1f x at the median",
                        graph.recallAt10(),
                        graph.times().median() / contest.ours().median())));
    Effort effort = contest.effort();
    double queries = settings.queries();
    lines.add(
        String.format(
            Locale.ROOT,
            "a query saw %.0f blocks, skipped %.0f, read %.0f descriptors and %.0f masks",
            effort.blocksSeen() / queries,
            effort.blocksSkipped() / queries,
            effort.descriptorsRead() / queries,
            effort.masksCompared() / queries));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d masks of mixed classes in one request: median %.2f ms, p99 %.2f ms; %s",
            request.masks(),
            request.times().median(),
            request.times().p99(),
            request.exact() ? "checked against the exact scores" : "NOT the exact answer"));
    lines.add(
        String.format(
            Locale.ROOT,
            "its %d winners fetched with pixels in %.2f ms; %.0f requests/s by one thread, %.0f by"
                + " %d",
            request.masks(),
            request.fetchMedian(),
            request.perSecond(),
            request.perSecondTogether(),
            request.threads()));
    doublingFactor.ifPresent(
        factor ->
            lines.add(
                String.format(Locale.ROOT, "twice the units take %.2f times as long", factor)));
    lines.add(
        String.format(
            Locale.ROOT,
            "build: %.0f units/s, merged in %.1f s, %.0f + %.0f bytes a unit (search + pixels)",
            build.unitsPerSecond(),
            build.mergeSeconds(),
            build.searchBytesPerUnit(),
            build.pixelBytesPerUnit()));
    lines.add(
        String.format(
            Locale.ROOT,
            "open %.1f ms, put to visible %.1f ms, to durable %.1f ms, heap while searching %.1f"
                + " MB",
            build.openMillis(),
            build.visibleMillis(),
            build.durableMillis(),
            build.heapMegabytes()));
    return String.join("\n", lines);
  }

  private static String row(String name, Times times, double recall) {
    return String.format(
        Locale.ROOT, "%-34s %10.3f %10.3f %10.3f", name, times.median(), times.p99(), recall);
  }

  /// One JSON object on one line.
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Effort effort = contest.effort();
    double queries = settings.queries();
    json.put("units", settings.units())
        .put("classes", settings.classes())
        .put("queries", settings.queries())
        .put("k", settings.matches())
        .put("seed", settings.seed())
        .put("units_in_class", contest.units())
        .put("median_ms", contest.ours().median())
        .put("p99_ms", contest.ours().p99())
        .put("mean_ms", contest.ours().mean())
        .put("recall_at_10", contest.recall())
        .put("scan_median_ms", contest.scan().median())
        .put("scan_p99_ms", contest.scan().p99())
        .put("speedup_median_over_scan", contest.scan().median() / contest.ours().median())
        .put("speedup_p99_over_scan", contest.scan().p99() / contest.ours().p99());
    contest
        .firstGoodGraph()
        .ifPresent(
            graph ->
                json.put("hnsw_candidates", graph.candidates())
                    .put("hnsw_median_ms", graph.times().median())
                    .put("hnsw_recall_at_1", graph.recallAt1())
                    .put("hnsw_recall_at_10", graph.recallAt10())
                    .put(
                        "speedup_median_over_hnsw",
                        graph.times().median() / contest.ours().median()));
    json.put("blocks_seen", effort.blocksSeen() / queries)
        .put("blocks_skipped", effort.blocksSkipped() / queries)
        .put("descriptors_read", effort.descriptorsRead() / queries)
        .put("masks_compared", effort.masksCompared() / queries)
        .put("request_masks", request.masks())
        .put("request_median_ms", request.times().median())
        .put("request_p99_ms", request.times().p99())
        .put("request_exact", request.exact())
        .put("fetch_median_ms", request.fetchMedian())
        .put("requests_per_second", request.perSecond())
        .put("request_threads", request.threads())
        .put("requests_per_second_together", request.perSecondTogether())
        .put("units_per_second", build.unitsPerSecond())
        .put("merge_seconds", build.mergeSeconds())
        .put("search_bytes_per_unit", build.searchBytesPerUnit())
        .put("pixel_bytes_per_unit", build.pixelBytesPerUnit())
        .put("open_ms", build.openMillis())
        .put("put_to_visible_ms", build.visibleMillis())
        .put("put_to_durable_ms", build.durableMillis())
        .put("heap_mb", build.heapMegabytes());
    doublingFactor.ifPresent(factor -> json.put("doubling_factor", factor));
    return json.toString();
  }
}
