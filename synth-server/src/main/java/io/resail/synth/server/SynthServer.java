package io.resail.synth.server;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.resail.calls.Admission;
import io.resail.calls.CallLog;
import io.resail.calls.Calls;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.ModelServiceGrpc;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.raster.ClassCatalog;
import io.resail.synthesis.ModelControl;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.RasterCodec;
import io.resail.wire.StatusCodec;
import io.resail.wire.SynthesisCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A synthesizer that is listening, with health, reflection and, on a port of its own, channel
/// statistics. Any thread.
///
/// Health has an entry for the whole server (empty name), one for each service, and one for each
/// model: `model/` and its name. The synthesizer stays its maker's.
public final class SynthServer implements AutoCloseable {
  private static final int CHANNELZ_PAGE = 100;
  private static final Duration AFTER_CUT = Duration.ofSeconds(10);

  private final Duration drainTime;
  private final Admission admission;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ExecutorService callThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Server> servers = new ArrayList<>();

  private SynthServer(SynthServerSettings settings, CallLog log) {
    this.drainTime = settings.drainTime();
    this.admission = new Admission(settings.limits().mostCalls(), log);
  }

  /// Listens on the network.
  ///
  /// @param catalog the classes that maps are in
  /// @throws FaultException [Fault#WRONG_INPUT] if an address cannot be listened on
  public static SynthServer open(
      SynthServerSettings settings, Synthesizer synthesizer, Supplier<ClassCatalog> catalog) {
    return open(settings, synthesizer, catalog, Optional.empty(), toLogger());
  }

  /// The same, offering to load and unload models.
  ///
  /// @param control of the synthesizer's models; stays its maker's
  public static SynthServer open(
      SynthServerSettings settings,
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog,
      ModelControl control) {
    return open(settings, synthesizer, catalog, Optional.of(control), toLogger());
  }

  static SynthServer open(
      SynthServerSettings settings,
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog,
      Optional<ModelControl> control,
      CallLog log) {
    SynthServer server = new SynthServer(settings, log);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
            .keepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true);
    try {
      server.serve(builder, settings, synthesizer, catalog, control, log);
      settings.adminPort().ifPresent(server::administer);
    } catch (FaultException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /// Listens within this process.
  ///
  /// @param name by which in-process channels find it
  public static SynthServer inProcess(
      String name,
      SynthServerSettings settings,
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog) {
    CallLog log = toLogger();
    SynthServer server = new SynthServer(settings, log);
    server.serve(
        InProcessServerBuilder.forName(name),
        settings,
        synthesizer,
        catalog,
        Optional.empty(),
        log);
    return server;
  }

  private static CallLog toLogger() {
    Logger logger = LoggerFactory.getLogger(SynthServer.class);
    return CallLog.of(logger::info, logger::warn, logger::error);
  }

  private void serve(
      ServerBuilder<?> builder,
      SynthServerSettings settings,
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog,
      Optional<ModelControl> control,
      CallLog log) {
    Calls calls = new Calls(settings.readTime(), log);
    RasterCodec raster = new RasterCodec(settings.limits().mostPixels());
    SynthesisService service =
        new SynthesisService(synthesizer, catalog, control, calls, log, raster);
    builder
        .maxInboundMessageSize(settings.limits().largestMessage())
        .addService(ServerInterceptors.intercept(service, admission));
    if (control.isPresent()) {
      StatusCodec codec = new StatusCodec(new SynthesisCodec(raster));
      builder.addService(
          ServerInterceptors.intercept(
              new ModelService(control.get(), calls, health, codec), admission));
      health.setStatus(ModelServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }
    for (ModelDescription model : synthesizer.models()) {
      health.setStatus(ModelService.entry(model.name()), ServingStatus.SERVING);
    }
    start(builder);
    health.setStatus(SynthesisServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
  }

  private void administer(int port) {
    InetSocketAddress own = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    start(
        NettyServerBuilder.forAddress(own).addService(ChannelzService.newInstance(CHANNELZ_PAGE)));
  }

  private void start(ServerBuilder<?> builder) {
    Server server =
        builder
            .executor(callThreads)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    try {
      servers.add(server.start());
    } catch (IOException e) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "cannot listen (" + e.getMessage() + "): is the address taken? choose another",
          e);
    }
  }

  /// The port listened on; -1 within the process.
  public int port() {
    return servers.getFirst().getPort();
  }

  /// The port of channel statistics, if there is one.
  public OptionalInt adminPort() {
    return servers.size() > 1 ? OptionalInt.of(servers.getLast().getPort()) : OptionalInt.empty();
  }

  /// Waits until the server is closed.
  public void join() throws InterruptedException {
    servers.getFirst().awaitTermination();
  }

  /// Reports every entry as not serving, refuses new calls, lets running ones end for the drain
  /// time, and then cuts them off. Returns when nobody works on a call any more, unless the work
  /// does not look at its caller's patience. Closing again does nothing.
  @Override
  public void close() {
    // Before anybody is told: who has heard of it must not be served after all.
    admission.close();
    health.enterTerminalState();
    servers.forEach(Server::shutdown);
    try {
      if (!admission.drain(drainTime)) {
        admission.cutOff();
        if (!admission.drain(AFTER_CUT)) {
          // Clients that do not read: they do not hear of it either.
          servers.forEach(Server::shutdownNow);
          boolean _ = admission.drain(AFTER_CUT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // What is left watches health or asks for reflection, and would for ever.
      servers.forEach(Server::shutdownNow);
      callThreads.shutdown();
    }
  }
}
