package io.resail.tools.cli;

import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Retriever;
import io.resail.synth.ResailSynthesizer;
import io.resail.synth.ServedModels;
import io.resail.synth.SynthesisSettings;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.CheckpointFolder;
import io.resail.synth.engine.Devices;
import io.resail.synth.engine.Painter;
import io.resail.synth.server.SynthServer;
import io.resail.synth.server.SynthServerSettings;
import io.resail.synthesis.PainterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A synth server with the engines that paint for it. Any thread; closing again does nothing.
final class PaintingServer implements AutoCloseable {
  private final Optional<Devices> devices;
  private final ResailSynthesizer synthesizer;
  private final SynthServer server;
  private boolean closed;

  private PaintingServer(
      Optional<Devices> devices, ResailSynthesizer synthesizer, SynthServer server) {
    this.devices = devices;
    this.synthesizer = synthesizer;
    this.server = server;
  }

  /// Loads the checkpoints, the default one first, and listens; without any, only guidance is made
  /// until a model is loaded.
  static PaintingServer open(
      Retriever retriever, List<Checkpoint> checkpoints, PaintingSettings settings) {
    ClassCatalog catalog = retriever.catalog();
    checkpoints.forEach(each -> each.requireCatalogue(catalog));
    Optional<CheckpointFolder> folder = settings.models().map(CheckpointFolder::at);
    Optional<Devices> devices =
        checkpoints.isEmpty() && folder.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Devices.open(settings.cores(), settings.memoryBudget(), settings.arithmetic()));
    List<Painter> painters = new ArrayList<>();
    try {
      checkpoints.forEach(each -> painters.add(devices.orElseThrow().load(each)));
      ServedModels models =
          folder
              .map(from -> new ServedModels.Source(from, devices.get(), retriever::catalog))
              .map(source -> ServedModels.changing(painters, settings.batches(), source))
              .orElseGet(() -> ServedModels.fixed(painters, settings.batches()));
      ResailSynthesizer synthesizer =
          new ResailSynthesizer(retriever, models, SynthesisSettings.DEFAULT);
      return new PaintingServer(
          devices, synthesizer, listening(settings, synthesizer, retriever, models));
    } catch (RuntimeException e) {
      painters.forEach(Painter::close);
      devices.ifPresent(Devices::close);
      throw e;
    }
  }

  private static SynthServer listening(
      PaintingSettings settings,
      ResailSynthesizer synthesizer,
      Retriever retriever,
      ServedModels models) {
    try {
      return SynthServer.open(
          SynthServerSettings.DEFAULT.at(settings.host(), settings.port()),
          synthesizer,
          retriever::catalog,
          models);
    } catch (RuntimeException e) {
      synthesizer.close();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  PainterStatus status() {
    return synthesizer.status();
  }

  void join() throws InterruptedException {
    server.join();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.close();
      synthesizer.close();
      devices.ifPresent(Devices::close);
    }
  }
}
