package io.resail.tools.benchmark;

import io.resail.fault.Patience;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.raster.Mask;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Match;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.SegmentMatches;
import io.resail.tools.benchmark.RetrievalBenchResult.Contest;
import io.resail.tools.benchmark.RetrievalBenchResult.Graph;
import io.resail.tools.benchmark.RetrievalBenchResult.Request;
import io.resail.tools.benchmark.RetrievalBenchResult.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Question: is exact search by bounds faster than scanning everything, and than searching
/// approximately, and does it stay so at the scale of real data sets?
/// Answer changes: the cascade's grids and block size, or whether there is a cascade at all.
///
/// Every answer of ours is compared with the scan's while it is measured.
public final class RetrievalBench {
  private static final int[] CANDIDATES = {10, 20, 50, 100, 200, 400, 800, 1600, 3200};
  private static final double GOOD_RECALL = 0.95;

  private final RetrievalBenchSettings settings;
  private final UnitStream stream;
  private final Consumer<String> progress;
  private final List<UnitStream.Shape> queries;
  private final List<Mask> squares;

  private RetrievalBench(RetrievalBenchSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.stream = new UnitStream(settings);
    this.progress = progress;
    this.queries =
        IntStream.range(0, settings.queries()).mapToObj(i -> stream.query(i, 0)).toList();
    this.squares = queries.stream().map(query -> PackedScan.square(query.mask())).toList();
  }

  /// Builds, measures and deletes what it built.
  ///
  /// @param progress told in words what is being done
  public static RetrievalBenchResult run(RetrievalBenchSettings settings, Consumer<String> progress)
      throws IOException {
    Files.createDirectories(settings.folder());
    Path work = Files.createTempDirectory(settings.folder(), "bench-");
    try {
      return new RetrievalBench(settings, progress).measure(work);
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private RetrievalBenchResult measure(Path work) throws IOException {
    progress.accept("building an index of " + settings.units() + " units");
    BenchIndex built = BenchIndex.build(work.resolve("index"), stream, settings.units());
    List<Contest> contests = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    try (PackedScan scan = new PackedScan(built.largest().size())) {
      built.largest().forEach((unit, mask) -> scan.add(unit, mask, built.areas().get(unit)));
      List<Mask> masks = List.copyOf(built.largest().values());
      List<Graph> graphs = settings.hnsw() ? graphs(work.resolve("graph"), scan, masks) : List.of();
      built.largest().clear();
      BenchIndex searched =
          built.opened(
              index -> {
                progress.accept("searching");
                contests.add(contest(index, scan, graphs));
                requests.add(new RequestBench(settings, stream).measure(index));
              });
      Optional<Double> doubling =
          settings.doubling() ? Optional.of(doubling(work)) : Optional.empty();
      BenchIndex changed = searched.changed(stream, settings.units());
      return new RetrievalBenchResult(
          settings, changed.build(), contests.getFirst(), requests.getFirst(), doubling);
    }
  }

  private double doubling(Path work) throws IOException {
    progress.accept("building an index of half the units");
    BenchIndex.build(work.resolve("half"), stream, settings.units() / 2);
    try (UnitIndex all = UnitIndex.open(work.resolve("index"), IndexSettings.DEFAULT);
        UnitIndex half = UnitIndex.open(work.resolve("half"), IndexSettings.DEFAULT)) {
      warmUp(half);
      warmUp(all);
      List<Times> times =
          Stopwatch.times(
              queries.size(),
              List.of(
                  i -> search(half, List.of(queries.get(i))),
                  i -> search(all, List.of(queries.get(i)))));
      return times.getLast().median() / times.getFirst().median();
    }
  }

  private Times timesOf(UnitIndex index) throws IOException {
    warmUp(index);
    return Stopwatch.times(queries.size(), i -> search(index, List.of(queries.get(i))));
  }

  private void warmUp(UnitIndex index) {
    for (int i = 0; i < 10 * settings.queries(); i++) {
      search(index, List.of(queries.get(i % settings.queries())));
    }
  }

  private Contest contest(UnitIndex index, PackedScan scan, List<Graph> graphs) throws IOException {
    Times ours = timesOf(index);
    Times scanned =
        Stopwatch.times(
            queries.size(), i -> scan.nearest(squares.get(i), area(i), settings.matches()));
    int wanted = 0;
    int given = 0;
    Effort effort = Effort.NONE;
    for (int i = 0; i < queries.size(); i++) {
      SegmentMatches answer = search(index, List.of(queries.get(i))).segments().getFirst();
      effort = effort.plus(answer.effort());
      List<Match> matches = answer.answer().matches();
      PackedScan.Scored[] exact = scan.nearest(squares.get(i), area(i), settings.matches());
      wanted += exact.length;
      for (int place = 0; place < exact.length; place++) {
        boolean same =
            place < matches.size()
                && matches.get(place).unitId().equals(UnitStream.id(exact[place].unit()))
                && matches.get(place).score() == exact[place].score();
        given += same ? 1 : 0;
      }
    }
    return new Contest(scan.size(), ours, (double) given / wanted, effort, scanned, graphs);
  }

  private int area(int query) {
    return (int) queries.get(query).segment().box().area();
  }

  private Retrieval search(UnitIndex index, List<UnitStream.Shape> shapes) {
    return index.retrieve(UnitStream.request(shapes, settings.matches()), Patience.endless());
  }

  private List<Graph> graphs(Path folder, PackedScan scan, List<Mask> masks) throws IOException {
    progress.accept("building Lucene's graph of " + masks.size() + " units");
    List<Graph> graphs = new ArrayList<>();
    try (GraphSearch graph = new GraphSearch(folder, scan, masks::get)) {
      for (int candidates : CANDIDATES) {
        int asked = Math.max(candidates, settings.matches());
        Times times =
            Stopwatch.times(
                queries.size(),
                i -> graph.nearest(squares.get(i), area(i), settings.matches(), asked));
        double first = 0;
        double ten = 0;
        for (int i = 0; i < queries.size(); i++) {
          PackedScan.Scored[] exact = scan.nearest(squares.get(i), area(i), settings.matches());
          PackedScan.Scored[] found =
              graph.nearest(squares.get(i), area(i), settings.matches(), asked);
          first += found[0].score() == exact[0].score() ? 1 : 0;
          // As good as the last of the exact answer counts as found, whatever unit it is.
          float last = exact[exact.length - 1].score();
          int good = 0;
          for (PackedScan.Scored each : found) {
            good += each.score() <= last ? 1 : 0;
          }
          ten += Math.min(1.0, (double) good / exact.length);
        }
        graphs.add(new Graph(asked, times, first / queries.size(), ten / queries.size()));
        if (ten / queries.size() >= GOOD_RECALL) {
          break;
        }
      }
    }
    return graphs;
  }
}
