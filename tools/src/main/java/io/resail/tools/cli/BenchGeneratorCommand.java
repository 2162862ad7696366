package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.NetworkSettings;
import io.resail.tools.benchmark.GeneratorBench;
import io.resail.tools.benchmark.GeneratorBenchResult;
import io.resail.tools.benchmark.GeneratorCase;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "generator",
    mixinStandardHelpOptions = true,
    description = {
      "The generator's fast path against the dense network: times, errors, memory. In one run, by",
      "the same weights, maps and settings; contenders take turns. Exit code 1 if a picture"
          + " differs",
      "by more than 1e-3. The JSON keys without a size are those of the first size."
    })
final class BenchGeneratorCommand implements Callable<Integer> {
  private static final double TOLERANCE = 1e-3;

  @Spec private CommandSpec spec;

  @Mixin private GeneratorCases generators;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,4",
      description = "Pictures of one call. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(
      names = "--dataset",
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = "Paint some of its maps, too; may be repeated.")
  private List<DatasetLocation> datasets = List.of();

  @Option(names = "--split", defaultValue = "train", description = "Default: ${DEFAULT-VALUE}.")
  private String split;

  @Option(
      names = "--maps",
      defaultValue = "1",
      description = "Of demo scenes and of each data set. Default: ${DEFAULT-VALUE}.")
  private int maps;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--threads", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--no-variants", description = "Do not time several pictures of one map.")
  private boolean noVariants;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Paint by this checkpoint, at its own size, instead of random weights.")
  private Optional<Path> model = Optional.empty();

  @Option(names = "--json", description = "The last line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1 || maps < 1 || threads < 1 || generators.width() < 1) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "rounds "
              + rounds
              + ", maps "
              + maps
              + ", threads "
              + threads
              + ", ngf "
              + generators.width()
              + ": need at least 1 each");
    }
    Optional<Checkpoint> checkpoint = model.map(Checkpoint::read);
    PrintWriter err = spec.commandLine().getErr();
    GeneratorBenchResult result =
        GeneratorBench.run(
            checkpoint.map(this::cases).orElseGet(() -> generators.of(batches)),
            this::maps,
            settings ->
                checkpoint
                    .map(Checkpoint::weights)
                    .orElseGet(() -> GeneratorBench.weights(settings)),
            rounds,
            !noVariants,
            threads,
            err::println);
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.table());
    if (json) {
      out.println(result.json());
    }
    return result.maxError() <= TOLERANCE ? 0 : 1;
  }

  private List<GeneratorCase> cases(Checkpoint checkpoint) {
    NetworkSettings settings = checkpoint.settings();
    String size = settings.height() + "x" + settings.width();
    return batches.stream().map(batch -> new GeneratorCase(size, settings, batch)).toList();
  }

  /// Demo scenes first, then maps of each data set.
  private List<int[]> maps(NetworkSettings settings) {
    Stream<int[]> held =
        datasets.stream()
            .map(each -> Dataset.open(each, split))
            .flatMap(
                set ->
                    set.examples().stream()
                        .limit(maps)
                        .map(
                            each ->
                                GeneratorCases.channels(
                                    each.load().labels(), set.catalog(), settings)));
    return Stream.concat(GeneratorCases.demoMaps(settings, maps).stream(), held).toList();
  }
}
