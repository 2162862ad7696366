package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.synth.batching.BatchRules;
import io.resail.synthesis.SynthesisRequest;
import io.resail.tools.benchmark.ServeBench;
import io.resail.tools.benchmark.ServeBenchResult;
import io.resail.tools.benchmark.ServeBenchSettings;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.scenes.StreetScenes;
import io.resail.tools.scenes.Weather;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "A synth server under load, over sockets: time to first hit, guidance and image, images per",
      "second, refusals. Closed loops of so many clients, then open loops of so many requests a",
      "second, whose times count from when a request should have been sent.",
      "Without --server it loads one of its own: demo scenes and a small untrained model."
    })
final class BenchServeCommand implements Callable<Integer> {
  private static final int MAPS = 8;

  @Spec private CommandSpec spec;

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "Load this one.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--dataset",
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = "Send its maps instead of demo scenes.")
  private Optional<DatasetLocation> dataset = Optional.empty();

  @Option(names = "--split", defaultValue = "val", description = "Default: ${DEFAULT-VALUE}.")
  private String split;

  @Option(
      names = "--clients",
      split = ",",
      defaultValue = "1,2,4,8",
      description = "At once, of each closed loop. Default: ${DEFAULT-VALUE}.")
  private List<Integer> clients;

  @Option(
      names = "--rate",
      split = ",",
      description =
          "Requests a second, of each open loop. Default: half and twice the best closed loop.")
  private List<Double> rates = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Of each load. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--timeout",
      defaultValue = "2",
      description = "Seconds allowed for each request. Default: ${DEFAULT-VALUE}.")
  private double timeout;

  @Option(names = "--model", defaultValue = "", description = "By name; default: the server's.")
  private String model;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "Of the CPU, of its own server; 0 for all.")
  private int threads;

  @Option(
      names = "--batch",
      defaultValue = "1",
      description = "Images that its own server paints together. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--batch-wait",
      paramLabel = "MS",
      defaultValue = "0",
      description = "How long its own server waits for a batch. Default: ${DEFAULT-VALUE}.")
  private long batchWait;

  @Option(names = "--json", description = "The last line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    ServeBenchResult result;
    if (server.isPresent()) {
      result = run(server.get(), maps(server.get()));
    } else {
      try (BenchWorld world = BenchWorld.open(ownServer(), err::println)) {
        result = run("localhost:" + world.port(), demoMaps());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.table());
    if (json) {
      out.println(result.json());
    }
    return result.imagesEqual() ? 0 : 1;
  }

  private PaintingSettings ownServer() {
    PaintingSettings usual = PaintingSettings.LOCAL;
    return new PaintingSettings(
        usual.host(),
        usual.port(),
        threads,
        usual.memoryBudget(),
        usual.arithmetic(),
        new BatchRules(batch, Duration.ofMillis(batchWait), BatchRules.DEFAULT.queueLength()),
        usual.models());
  }

  private ServeBenchResult run(String address, List<LabelMap> maps) {
    ServeBenchSettings settings =
        new ServeBenchSettings(
            clients, rates, time(seconds), time(seconds / 2), time(timeout), model);
    List<SynthesisRequest> requests =
        maps.stream().map(SynthesisRequest::of).map(r -> r.withModel(model)).toList();
    return ServeBench.run(settings, address, requests, spec.commandLine().getErr()::println);
  }

  private static Duration time(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /// Maps of the server's classes.
  private List<LabelMap> maps(String address) {
    if (dataset.isPresent()) {
      Dataset held = Dataset.open(dataset.get(), split);
      return held.examples().stream().limit(MAPS).map(each -> each.load().labels()).toList();
    }
    try (Connection connection = Connection.plaintext(address, ClientSettings.DEFAULT)) {
      ClassCatalog catalog = new RemoteSynthesizer(connection).catalog();
      if (!catalog.fingerprint().equals(StreetScenes.catalog().fingerprint())) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "the server at "
                + address
                + " paints maps of "
                + catalog
                + ", demo scenes are of "
                + StreetScenes.catalog()
                + ": name a data set of the server's classes by --dataset");
      }
    }
    return demoMaps();
  }

  /// Scenes that no index of ours holds.
  private static List<LabelMap> demoMaps() {
    DemoScenes scenes =
        new DemoScenes(BenchWorld.SEED + 1, Weather.ANY, BenchWorld.SIDE, BenchWorld.SIDE);
    return IntStream.range(0, MAPS).mapToObj(i -> scenes.example(i, "val").labels()).toList();
  }
}
