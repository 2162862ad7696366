package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.retrieval.UnitFilter;
import io.resail.synthesis.Choice;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisRequest;
import io.resail.tools.dataset.RasterFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "synthesize",
    mixinStandardHelpOptions = true,
    description = {
      "Paints a label map by a synth server.",
      "Writes guidance.png, image-0.png, image-1.png ... and summary.json; the guidance of later",
      "variants as guidance-1.png ..."
    })
final class SynthesizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--server", required = true, paramLabel = "HOST:PORT")
  private String server;

  @Option(names = "--label", required = true, paramLabel = "MAP", description = "A PNG.")
  private Path label;

  @Option(names = "--instances", paramLabel = "MAP", description = "A PNG of the same size.")
  private Optional<Path> instances = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(
      names = "--variants",
      defaultValue = "1",
      description = "Images: variant i takes each segment's match of rank i. Default: 1.")
  private int variants;

  @ArgGroup private Choosing choosing = new Choosing();

  /// What stands in for rank i, if anything.
  private static final class Choosing {
    @Option(
        names = "--seed",
        description = "Variant i draws matches from seed + i instead of taking rank i.")
    private Optional<Long> seed = Optional.empty();

    @Option(
        names = "--coherent",
        description =
            "Units of as few photographs as shapes allow, so that the whole is of one light;"
                + " variant i begins with another photograph.")
    private boolean coherent;

    private Choice of(int variant) {
      return seed.<Choice>map(first -> new Choice.Seed(first + variant))
          .orElseGet(() -> coherent ? new Choice.Coherent(variant) : new Choice.Rank(variant));
    }
  }

  @Option(names = "--guidance-only", description = "Stop before painting.")
  private boolean guidanceOnly;

  @Option(names = "--guidance", paramLabel = "PNG", description = "Use this instead of units.")
  private Optional<Path> guidance = Optional.empty();

  @Option(names = "--model", defaultValue = "", description = "By name; default: the server's.")
  private String model;

  @Option(names = "--size", paramLabel = "WxH", description = "Default: the model's own.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--exclude-image", paramLabel = "SOURCE", description = "Leave its units out.")
  private Set<String> excludedSources = Set.of();

  @Option(names = "--native-pixels", defaultValue = "0", description = "See the README.")
  private long nativePixels;

  @Option(names = "--timeout", defaultValue = "600", description = "Seconds. Default: 600.")
  private long seconds;

  @Override
  public Integer call() throws Exception {
    try (Connection connection = Connection.plaintext(server, ClientSettings.DEFAULT)) {
      RemoteSynthesizer synthesizer = new RemoteSynthesizer(connection);
      ClassCatalog catalog = synthesizer.catalog();
      LabelMap map = RasterFiles.labelMap(label, instances, catalog);
      SynthesisFiles files = new SynthesisFiles(out);
      synthesizer.synthesize(
          request(map, catalog), Patience.of(Duration.ofSeconds(seconds), () -> false), files);
      spec.commandLine().getOut().println(files.text());
    }
    return 0;
  }

  private SynthesisRequest request(LabelMap map, ClassCatalog catalog) {
    List<Choice> choices = IntStream.range(0, variants).mapToObj(choosing::of).toList();
    return new SynthesisRequest(
        "",
        map,
        Optional.of(catalog.fingerprint()),
        model,
        size.map(SynthesizeCommand::parse),
        choices,
        guidance.map(RasterFiles::image),
        guidanceOnly,
        new UnitFilter(excludedSources, Set.of(), Set.of(), Set.of(), Set.of(), 0),
        nativePixels);
  }

  private static OutputSize parse(String text) {
    String[] sides = text.split("x", -1);
    try {
      return new OutputSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "size '" + text + "': need WIDTHxHEIGHT, such as 512x256", e);
    }
  }
}
