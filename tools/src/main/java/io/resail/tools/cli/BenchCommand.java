package io.resail.tools.cli;

import io.resail.tools.benchmark.RetrievalBench;
import io.resail.tools.benchmark.RetrievalBenchResult;
import io.resail.tools.benchmark.RetrievalBenchSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Benchmarks: ratios of contenders in one run, which check their own answers.",
    subcommands = {BenchCommand.RetrievalContest.class, BenchServeCommand.class})
final class BenchCommand {
  private BenchCommand() {}

  @Command(
      name = "retrieval",
      mixinStandardHelpOptions = true,
      description = "Search by bounds against the exhaustive scan and Lucene's HNSW.")
  static final class RetrievalContest implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--units", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(names = "--classes", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int classes;

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
      RetrievalBenchResult result =
          RetrievalBench.run(RetrievalBenchSettings.of(units, classes, folder), err::println);
      PrintWriter out = spec.commandLine().getOut();
      out.println(result.table());
      if (json) {
        out.println(result.json());
      }
      return 0;
    }
  }
}
