package io.resail.tools.cli;

import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteRetriever;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.server.IndexServer;
import io.resail.index.server.IndexServerSettings;
import io.resail.raster.ClassCatalog;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import io.resail.tools.scenes.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A small world to load: demo scenes, their index, an index server and a synth server over sockets
/// of this machine, with a narrow untrained model. Deleted when closed. One thread.
final class BenchWorld implements AutoCloseable {
  static final long SEED = 1;

  /// Pixels of scenes and images each way.
  static final int SIDE = 128;

  private static final int SCENES = 32;
  private static final NetworkSettings.Widths WIDTHS = new NetworkSettings.Widths(8, 16, 32);

  private final Path folder;
  private final Deque<Runnable> open = new ArrayDeque<>();
  private int port;

  private BenchWorld(Path folder) {
    this.folder = folder;
  }

  /// Builds it in a folder of its own.
  ///
  /// @param settings of its synth server
  /// @param progress told in words what is being done
  static BenchWorld open(PaintingSettings settings, Consumer<String> progress) throws IOException {
    BenchWorld world = new BenchWorld(Files.createTempDirectory("bench-"));
    try {
      world.build(settings, progress);
    } catch (IOException | RuntimeException e) {
      world.close();
      throw e;
    }
    return world;
  }

  private void build(PaintingSettings settings, Consumer<String> progress) throws IOException {
    progress.accept("painting " + SCENES + " scenes and indexing them");
    Path data = folder.resolve("data");
    new DemoScenes(SEED, Weather.ANY, SIDE, SIDE).write(data, SCENES, 0, ProgressLine.silent());
    Dataset dataset = Dataset.open(DatasetLocation.parse("folder:" + data), "train");
    Path units = folder.resolve("index");
    IndexBuild.run(dataset, units, "", Set.of(), ProgressLine.silent());
    UnitIndex index =
        opened(UnitIndex.openForWriting(units, IndexSettings.DEFAULT), UnitIndex::close);
    IndexServer indexServer =
        opened(IndexServer.open(IndexServerSettings.DEFAULT, index, index), IndexServer::close);
    Connection toIndex =
        opened(
            Connection.plaintext("localhost:" + indexServer.port(), ClientSettings.DEFAULT),
            Connection::close);
    List<Checkpoint> checkpoints = List.of(checkpoint(dataset.catalog()));
    RemoteRetriever retriever = new RemoteRetriever(toIndex);
    port =
        opened(PaintingServer.open(retriever, checkpoints, settings), PaintingServer::close).port();
  }

  private <T> T opened(T each, Consumer<T> close) {
    open.push(() -> close.accept(each));
    return each;
  }

  private static Checkpoint checkpoint(ClassCatalog catalog) {
    return Checkpoint.untrained(
        "small",
        new NetworkSettings(
            NormKind.RESAIL, catalog.channels(), WIDTHS, Upsampling.NORMAL, SIDE, 1),
        catalog.fingerprint(),
        SEED);
  }

  /// Of the synth server.
  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().run();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
