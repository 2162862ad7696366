package io.resail.tools.cli;

import io.resail.synth.engine.Devices;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.weights.Weights;
import io.resail.tools.benchmark.GeneratorBench;
import io.resail.tools.benchmark.GeneratorCase;
import io.resail.tools.benchmark.GpuBench;
import io.resail.tools.benchmark.GpuBenchResult;
import io.resail.tools.scenes.StreetScenes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--norm",
      split = ",",
      defaultValue = "SPADE,RESAIL",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<NormKind> norms;

  @Option(
      names = "--size",
      split = ",",
      defaultValue = "256x256,256x512",
      description = "256x256 with 151 labels, 256x512 with 35. Default: ${DEFAULT-VALUE}.")
  private List<String> sizes;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,4,16",
      description = "Pictures of one call. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(names = "--ngf", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
  private int width;

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
    PrintWriter out = spec.commandLine().getOut();
    int gpus = Devices.gpus();
    List<GeneratorCase> cases = cases();
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

  private List<GeneratorCase> cases() {
    List<GeneratorCase> cases = new ArrayList<>();
    for (String size : sizes) {
      for (NormKind norm : norms) {
        for (int batch : batches) {
          cases.add(BenchGeneratorCommand.named(size, norm, width, batch));
        }
      }
    }
    return cases;
  }

  /// As many scenes of the demo as the largest call paints.
  private List<int[]> maps(NetworkSettings settings) {
    DemoScenes scenes = new DemoScenes(1, settings.width(), settings.height());
    return IntStream.range(0, batches.stream().mapToInt(Integer::intValue).max().orElse(1))
        .mapToObj(i -> scenes.example(i, "val").labels())
        .map(map -> BenchGeneratorCommand.channels(map, StreetScenes.catalog(), settings))
        .toList();
  }
}
