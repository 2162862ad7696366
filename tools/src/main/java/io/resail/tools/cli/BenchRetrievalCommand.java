package io.resail.tools.cli;

import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.tools.benchmark.RetrievalBench;
import io.resail.tools.benchmark.RetrievalBenchResult;
import io.resail.tools.benchmark.RetrievalBenchSettings;
import io.resail.tools.dataset.DatasetLocation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "retrieval",
    mixinStandardHelpOptions = true,
    description = {
      "Search by bounds against the exhaustive scan and Lucene's HNSW, in an index of made-up",
      "units; every answer is checked. Also what building, opening and changing it takes."
    })
final class BenchRetrievalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--units", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
  private int units;

  @Option(
      names = "--classes",
      defaultValue = "1",
      description = "Of Zipf-like sizes; the contest is in the largest. Default: ${DEFAULT-VALUE}.")
  private int classes;

  @Option(
      names = "--queries",
      defaultValue = "300",
      description = "Held-back shapes to search for. Default: ${DEFAULT-VALUE}.")
  private int queries;

  @Option(
      names = "-k",
      defaultValue = "10",
      description = "Units asked for, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int matches;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--real",
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = "Shapes of this data set take turns with procedural ones.")
  private Optional<DatasetLocation> real = Optional.empty();

  @Option(
      names = "--no-hnsw",
      description = "Leave out Lucene's HNSW, whose graph takes longest to build.")
  private boolean noHnsw;

  @Option(names = "--no-doubling", description = "Leave out the index of half the units.")
  private boolean noDoubling;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to build; default: the system's folder for temporary files.")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--json", description = "The last line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    List<Mask> masks =
        real.stream()
            .flatMap(RealSegments::of)
            .map(RealSegments.Cut::segment)
            .map(Segment::mask)
            .toList();
    RetrievalBenchResult result =
        RetrievalBench.run(
            new RetrievalBenchSettings(
                units, classes, queries, matches, seed, !noHnsw, !noDoubling, masks, folder),
            err::println);
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.table());
    if (json) {
      out.println(result.json());
    }
    return 0;
  }
}
