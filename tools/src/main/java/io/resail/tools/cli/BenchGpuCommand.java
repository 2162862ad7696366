package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.engine.Devices;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.weights.Weights;
import io.resail.tools.benchmark.GeneratorBench;
import io.resail.tools.benchmark.GeneratorCase;
import io.resail.tools.benchmark.GpuBench;
import io.resail.tools.benchmark.GpuBenchResult;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gpu",
    mixinStandardHelpOptions = true,
    description = {
      "Generation on a GPU: float32 and float16, every pixel and distinct neighbourhoods.",
      "Without a GPU it says what it would have measured."
    })
final class BenchGpuCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private GeneratorCases generators;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,4,16",
      description = "Pictures of one call. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(names = "--rounds", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--gpu",
      defaultValue = "0",
      description = "Its number; -1 tries the benchmark on the processor. Default: 0.")
  private int gpu;

  @Option(names = "--json", description = "The last line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1 || generators.width() < 1 || batches.stream().anyMatch(each -> each < 1)) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "rounds "
              + rounds
              + ", ngf "
              + generators.width()
              + ", batches "
              + batches
              + ": need at least 1 each");
    }
    PrintWriter out = spec.commandLine().getOut();
    int gpus = Devices.gpus();
    List<GeneratorCase> cases = generators.of(batches);
    if (gpu >= gpus) {
      out.println(
          "no GPU "
              + gpu
              + " among "
              + gpus
              + ": with one this would have painted "
              + cases.size()
              + " cases, dense and by tables, in float32 and float16");
      return 0;
    }
    Map<NetworkSettings, Weights> weights = new HashMap<>();
    GpuBenchResult result =
        GpuBench.run(
            gpu,
            cases,
            this::maps,
            settings -> weights.computeIfAbsent(settings, GeneratorBench::weights),
            rounds,
            spec.commandLine().getErr()::println);
    out.println(result.table());
    if (json) {
      out.println(result.json());
    }
    return 0;
  }

  /// As many scenes of the demo as the largest call paints.
  private List<int[]> maps(NetworkSettings settings) {
    return GeneratorCases.demoMaps(settings, Collections.max(batches));
  }
}
