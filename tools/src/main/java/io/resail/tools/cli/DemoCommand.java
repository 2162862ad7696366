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
      "sockets, a client, and a gallery of label map, guidance, generated image, photograph."
    })
final class DemoCommand implements Callable<Integer> {
  /// Narrow, so that untrained weights paint in seconds on two cores.
  private static final NetworkSettings.Widths WIDTHS = new NetworkSettings.Widths(16, 32, 64);

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
    Checkpoint checkpoint = checkpoint(training.catalog());
    Dataset held = Dataset.open(location, shownSplit);
    List<Example> examples = evenly(held, shown);
    List<Gallery.Row> rows = synthesize(index, checkpoint, examples);
    Gallery gallery =
        new Gallery(
            "Resail on "
                + training.catalog().name()
                + ": "
                + held.split()
                + " maps by "
                + checkpoint.settings().norm(),
            checkpoint.trained() ? "" : UNTRAINED,
            List.of(
                "label map",
                "guidance",
                checkpoint.trained() ? "generated" : "generated, untrained",
                "photograph"),
            rows);
    Path page = gallery.write(out, "gallery");
    writer.println("gallery: " + page.toAbsolutePath() + " and gallery.png beside it");
    return 0;
  }

  private DatasetLocation paintScenes() throws IOException {
    Path folder = out.resolve("dataset");
    int held = Math.max(shown, images / 20);
    new DemoScenes(seed, 256, 256).write(folder, images - held, held, ProgressLine.shown());
    return DatasetLocation.parse("folder:" + folder);
  }

  private Checkpoint checkpoint(ClassCatalog catalog) {
    if (model != null) {
      return Checkpoint.read(model);
    }
    return Checkpoint.untrained(
        "untrained",
        new NetworkSettings(NormKind.RESAIL, catalog.channels(), WIDTHS, Upsampling.NORMAL, 256, 1),
        catalog.fingerprint(),
        seed);
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

  private List<Gallery.Row> synthesize(Path path, Checkpoint checkpoint, List<Example> examples) {
    List<Gallery.Row> rows = new ArrayList<>();
    try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT);
        IndexServer indexServer = IndexServer.open(IndexServerSettings.DEFAULT, index, index);
        Connection toIndex = connect(indexServer.port());
        PaintingServer synthServer =
            PaintingServer.open(
                new RemoteRetriever(toIndex), List.of(checkpoint), PaintingSettings.LOCAL);
        Connection toSynth = connect(synthServer.port());
        ProgressBar bar = ProgressLine.shown().begin("synthesize", examples.size())) {
      RemoteSynthesizer client = new RemoteSynthesizer(toSynth);
      for (Example example : examples) {
        rows.add(row(client, index.catalog(), example));
        bar.step();
      }
    }
    return rows;
  }

  private static Connection connect(int port) {
    return Connection.plaintext("localhost:" + port, ClientSettings.DEFAULT);
  }

  private static Gallery.Row row(RemoteSynthesizer client, ClassCatalog catalog, Example example) {
    List<RgbImage> pictures = new ArrayList<>();
    StringBuilder caption = new StringBuilder(example.sourceId());
    client.synthesize(
        request(example),
        Patience.endless(),
        event -> {
          switch (event) {
            case SynthesisEvent.GuidanceReady(_, var guidance, var provenance) -> {
              pictures.add(
                  Gallery.ofHeight(Gallery.coloured(example.labels(), catalog), guidance.height()));
              pictures.add(guidance);
              caption.append(
                  String.format(
                      Locale.ROOT,
                      ": %d units, %.0f %% of the pixels",
                      provenance.uses().size(),
                      100 * provenance.coverage()));
            }
            case SynthesisEvent.ImageReady(_, var image) -> pictures.add(image);
            case SynthesisEvent.Summary(var timings, _) ->
                caption.append(
                    String.format(
                        Locale.ROOT,
                        ", found in %d ms, painted in %d ms",
                        timings.retrieve().toMillis(),
                        timings.paint().toMillis()));
            case SynthesisEvent.Accepted _, SynthesisEvent.Hits _ -> {}
          }
        });
    pictures.add(Gallery.ofHeight(example.image(), pictures.getFirst().height()));
    return new Gallery.Row(caption.toString(), pictures);
  }

  /// The map with its own image left out, which matters where that is in the index.
  private static SynthesisRequest request(Example example) {
    SynthesisRequest usual = SynthesisRequest.of(example.labels());
    return new SynthesisRequest(
        usual.requestId(),
        usual.map(),
        usual.catalogFingerprint(),
        usual.model(),
        usual.size(),
        usual.variants(),
        usual.guidance(),
        usual.guidanceOnly(),
        UnitFilter.excludingSource(example.sourceId()),
        usual.nativePixels());
  }
}
