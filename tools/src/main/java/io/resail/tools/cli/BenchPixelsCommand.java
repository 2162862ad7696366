package io.resail.tools.cli;

import io.resail.tools.benchmark.PixelBench;
import io.resail.tools.dataset.DatasetLocation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pixels",
    mixinStandardHelpOptions = true,
    description = "Ways to keep the pixels of units: what they take, how fast they are read.")
final class BenchPixelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = "Whose images are cut.")
  private DatasetLocation dataset;

  @Option(names = "--units", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
  private int units;

  @Option(names = "--json", description = "The last line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PixelBench.Result result =
        PixelBench.run(
            RealSegments.of(dataset).limit(units).map(RealSegments.Cut::samples).toList());
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.table());
    if (json) {
      out.println(result.json());
    }
    return 0;
  }
}
