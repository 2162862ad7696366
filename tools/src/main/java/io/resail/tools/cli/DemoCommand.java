package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteRetriever;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.Patience;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.server.IndexServer;
import io.resail.index.server.IndexServerSettings;
import io.resail.raster.ClassCatalog;
import io.resail.raster.RgbImage;
import io.resail.retrieval.UnitFilter;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.dataset.Example;
import io.resail.tools.gallery.Gallery;
import io.resail.tools.scenes.StreetScenes;
import io.resail.tools.scenes.Weather;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "The whole path on a data set of our own, or on yours: data set, index, both servers over",
      "sockets, a client, and a gallery of label map, guidance, generated image, photograph.",
      "Street scenes are painted by the generators that come with the program, RESAIL and its twin",
      "SPADE, which sees the label map alone; other data by --model, or by an untrained one."
    })
final class DemoCommand implements Callable<Integer> {
  /// Narrow, so that untrained weights paint in seconds on two cores.
  private static final NetworkSettings.Widths WIDTHS = new NetworkSettings.Widths(16, 32, 64);

  /// What pictures are shown at least as high as, pixels.
  private static final int SHOWN_HEIGHT = 256;

  private static final String UNTRAINED =
      "The generator is freshly initialised and has not been trained, so it paints flat grey: that"
          + " column only shows that the path works. Judge the guidance.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-out",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--images",
      defaultValue = "240",
      description = "Scenes to paint. Default: ${DEFAULT-VALUE}.")
  private int images;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--weather",
      defaultValue = "ANY",
      description =
          "${COMPLETION-CANDIDATES}; the generators learnt from ANY. Default: ${DEFAULT-VALUE}.")
  private Weather weather;

  @Option(
      names = "--show",
      defaultValue = "6",
      description = "Held-out maps to synthesize. Default: ${DEFAULT-VALUE}.")
  private int shown;

  @Option(
      names = "--dataset",
      paramLabel = "KIND:DIR",
      converter = DatasetConverter.class,
      description = "Use this data set instead of painted scenes.")
  private DatasetLocation dataset;

  @Option(
      names = "--show-split",
      defaultValue = "val",
      description = "Where maps to synthesize come from; train leaves each map's own image out.")
  private String shownSplit;

  @Option(names = "--model", paramLabel = "FILE", description = "Paint with this checkpoint.")
  private Path model;

  @Override
  public Integer call() throws Exception {
    PrintWriter writer = spec.commandLine().getOut();
    DatasetLocation location = dataset == null ? paintScenes() : dataset;
    Dataset training = Dataset.open(location, "train");
    Path index = out.resolve("index");
    writer.println(IndexBuild.run(training, index, "", Set.of(), ProgressLine.shown()).text());
    List<Checkpoint> painters = painters(training.catalog());
    boolean trained = painters.stream().allMatch(Checkpoint::trained);
    Dataset held = Dataset.open(location, shownSplit);
    List<Example> examples = evenly(held, shown);
    List<Gallery.Row> rows = synthesize(index, painters, examples);
    List<String> columns = new ArrayList<>(List.of("label map", "guidance"));
    painters.forEach(
        each -> columns.add(each.trained() ? "by " + each.settings().norm() : "untrained"));
    columns.add("photograph");
    Gallery gallery =
        new Gallery(
            "Resail on " + training.catalog().name() + ": " + held.split() + " maps",
            trained ? "" : UNTRAINED,
            columns,
            rows);
    Path page = gallery.write(out, "gallery");
    writer.println("gallery: " + page.toAbsolutePath() + " and gallery.png beside it");
    return 0;
  }

  private DatasetLocation paintScenes() throws IOException {
    Path folder = out.resolve("dataset");
    int held = Math.max(shown, images / 20);
    new DemoScenes(seed, weather, 256, 256)
        .write(folder, images - held, held, ProgressLine.shown());
    return DatasetLocation.parse("folder:" + folder);
  }

  private List<Checkpoint> painters(ClassCatalog catalog) {
    if (model != null) {
      return List.of(Checkpoint.read(model));
    }
    if (catalog.fingerprint().equals(StreetScenes.catalog().fingerprint())) {
      Path folder = out.resolve("models");
      ShippedNetwork.SEGMENTER.copyTo(folder);
      ShippedNetwork.JUDGE.copyTo(folder);
      return List.of(
          Checkpoint.read(ShippedNetwork.RESAIL.copyTo(folder)),
          Checkpoint.read(ShippedNetwork.SPADE.copyTo(folder)));
    }
    return List.of(
        Checkpoint.untrained(
            "untrained",
            new NetworkSettings(
                NormKind.RESAIL, catalog.channels(), WIDTHS, Upsampling.NORMAL, 256, 1),
            catalog.fingerprint(),
            seed));
  }

  /// Examples from all over a split, since neighbours are often frames of one film.
  private static List<Example> evenly(Dataset dataset, int count) {
    int size = dataset.examples().size();
    List<Example> chosen = new ArrayList<>();
    for (int i = 0; i < Math.min(count, size); i++) {
      chosen.add(dataset.examples().get((int) ((long) i * size / Math.min(count, size))).load());
    }
    return chosen;
  }

  private List<Gallery.Row> synthesize(
      Path path, List<Checkpoint> painters, List<Example> examples) {
    List<Gallery.Row> rows = new ArrayList<>();
    try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT);
        IndexServer indexServer = IndexServer.open(IndexServerSettings.DEFAULT, index, index);
        Connection toIndex = connect(indexServer.port());
        PaintingServer synthServer =
            PaintingServer.open(new RemoteRetriever(toIndex), painters, PaintingSettings.LOCAL);
        Connection toSynth = connect(synthServer.port());
        ProgressBar bar = ProgressLine.shown().begin("synthesize", examples.size())) {
      RemoteSynthesizer client = new RemoteSynthesizer(toSynth);
      for (Example example : examples) {
        rows.add(row(client, index.catalog(), painters, example));
        bar.step();
      }
    }
    return rows;
  }

  private static Connection connect(int port) {
    return Connection.plaintext("localhost:" + port, ClientSettings.DEFAULT);
  }

  private static Gallery.Row row(
      RemoteSynthesizer client, ClassCatalog catalog, List<Checkpoint> painters, Example example) {
    List<RgbImage> pictures = new ArrayList<>();
    pictures.add(Gallery.coloured(example.labels(), catalog));
    StringBuilder caption = new StringBuilder(example.sourceId());
    for (Checkpoint painter : painters) {
      boolean first = painter.equals(painters.getFirst());
      client.synthesize(
          request(example, painter.model()),
          Patience.endless(),
          event -> {
            switch (event) {
              case SynthesisEvent.GuidanceReady(_, var guidance, var provenance) -> {
                if (first) {
                  pictures.add(guidance);
                  caption.append(
                      String.format(
                          Locale.ROOT,
                          ": %d units, %.0f %% of the pixels",
                          provenance.uses().size(),
                          100 * provenance.coverage()));
                }
              }
              case SynthesisEvent.ImageReady(_, var image) -> pictures.add(image);
              case SynthesisEvent.Summary(var timings, _) -> {
                if (first) {
                  caption.append(
                      String.format(
                          Locale.ROOT,
                          ", found in %d ms, painted in %d ms",
                          timings.retrieve().toMillis(),
                          timings.paint().toMillis()));
                }
              }
              case SynthesisEvent.Accepted _, SynthesisEvent.Hits _ -> {}
            }
          });
    }
    pictures.add(example.image());
    int height = Math.max(SHOWN_HEIGHT, pictures.get(1).height());
    return new Gallery.Row(
        caption.toString(), pictures.stream().map(each -> Gallery.ofHeight(each, height)).toList());
  }

  /// The map with its own image left out, which matters where that is in the index.
  private static SynthesisRequest request(Example example, String model) {
    SynthesisRequest usual = SynthesisRequest.of(example.labels());
    return new SynthesisRequest(
        usual.requestId(),
        usual.map(),
        usual.catalogFingerprint(),
        model,
        usual.size(),
        usual.variants(),
        usual.guidance(),
        usual.guidanceOnly(),
        UnitFilter.excludingSource(example.sourceId()),
        usual.nativePixels());
  }
}
