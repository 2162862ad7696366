package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Retriever;
import io.resail.synth.ResailSynthesizer;
import io.resail.synth.SynthesisSettings;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.DeviceThread;
import io.resail.synth.engine.Painter;
import io.resail.synth.engine.SynthesisEngine;
import io.resail.synth.server.SynthServer;
import io.resail.synth.server.SynthServerSettings;
import io.resail.synthesis.ModelDescription;
import java.util.List;
import java.util.Optional;

/// A synth server with the engines that paint for it. Any thread; closing again does nothing.
final class PaintingServer implements AutoCloseable {
  private final Optional<DeviceThread> device;
  private final ResailSynthesizer synthesizer;
  private final SynthServer server;
  private boolean closed;

  private PaintingServer(
      Optional<DeviceThread> device, ResailSynthesizer synthesizer, SynthServer server) {
    this.device = device;
    this.synthesizer = synthesizer;
    this.server = server;
  }

  /// Loads the checkpoints, the default one first, and listens; without any, only guidance is made.
  ///
  /// @param threads of the CPU for each operator, 0 for as many as there are cores
  /// @param host to listen on, `0.0.0.0` for all addresses
  /// @param port 0 for any free one
  static PaintingServer open(
      Retriever retriever, List<Checkpoint> checkpoints, int threads, String host, int port) {
    ClassCatalog catalog = retriever.catalog();
    for (Checkpoint each : checkpoints) {
      if (!each.catalogue().equals(catalog.fingerprint())) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "model '"
                + each.model()
                + "' is for the classes "
                + each.catalogue()
                + ", the index for "
                + catalog.fingerprint()
                + " ("
                + catalog
                + "): serve a model of the index's classes");
      }
    }
    int cores = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    Optional<DeviceThread> device =
        checkpoints.isEmpty() ? Optional.empty() : Optional.of(DeviceThread.cpu(cores));
    List<Painter> painters =
        checkpoints.stream()
            .map(c -> (Painter) SynthesisEngine.load(c, device.orElseThrow()))
            .toList();
    ResailSynthesizer synthesizer =
        new ResailSynthesizer(retriever, painters, SynthesisSettings.DEFAULT);
    SynthServer server = SynthServer.open(settings(host, port), synthesizer, retriever::catalog);
    return new PaintingServer(device, synthesizer, server);
  }

  private static SynthServerSettings settings(String host, int port) {
    SynthServerSettings usual = SynthServerSettings.DEFAULT;
    return new SynthServerSettings(
        host,
        port,
        usual.adminPort(),
        usual.limits(),
        usual.keepAlive(),
        usual.readTime(),
        usual.drainTime());
  }

  int port() {
    return server.port();
  }

  List<ModelDescription> models() {
    return synthesizer.models();
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
      device.ifPresent(DeviceThread::close);
    }
  }
}
