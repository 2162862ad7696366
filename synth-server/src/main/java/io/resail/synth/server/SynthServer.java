package io.resail.synth.server;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.raster.ClassCatalog;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.Synthesizer;
import io.resail.wire.RasterCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A synthesizer that is listening, with health, reflection and, on a port of its own, channel
/// statistics. Any thread.
///
/// Health has an entry for the whole server (empty name), one for the service, and one for each
/// model: `model/` and its name. The synthesizer stays its maker's.
public final class SynthServer implements AutoCloseable {
  private static final int CHANNELZ_PAGE = 100;
  private static final Duration AFTER_CUT = Duration.ofSeconds(10);

  private final Duration drainTime;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ExecutorService callThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Server> servers = new ArrayList<>();

  private SynthServer(SynthServerSettings settings) {
    this.drainTime = settings.drainTime();
  }

  /// Listens on the network.
  ///
  /// @param catalog the classes that maps are in
  /// @throws FaultException [Fault#WRONG_INPUT] if a port cannot be listened on
  public static SynthServer open(
      SynthServerSettings settings, Synthesizer synthesizer, Supplier<ClassCatalog> catalog) {
    SynthServer server = new SynthServer(settings);
    NettyServerBuilder builder =
        NettyServerBuilder.forPort(settings.port())
            .keepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true);
    try {
      server.serve(builder, settings, synthesizer, catalog);
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
    SynthServer server = new SynthServer(settings);
    server.serve(InProcessServerBuilder.forName(name), settings, synthesizer, catalog);
    return server;
  }

  private void serve(
      ServerBuilder<?> builder,
      SynthServerSettings settings,
      Synthesizer synthesizer,
      Supplier<ClassCatalog> catalog) {
    RasterCodec raster = new RasterCodec(settings.mostPixels());
    start(
        builder
            .maxInboundMessageSize(settings.largestMessage())
            .addService(new SynthesisService(synthesizer, catalog, raster, RequestLog.toLogger())));
    health.setStatus(SynthesisServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    for (ModelDescription model : synthesizer.models()) {
      health.setStatus("model/" + model.name(), ServingStatus.SERVING);
    }
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
          "cannot listen (" + e.getMessage() + "): is the port taken? choose another",
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

  /// Reports every entry as not serving, takes no more calls, lets running ones end for the drain
  /// time, and then cuts them off.
  @Override
  public void close() {
    health.enterTerminalState();
    servers.forEach(Server::shutdown);
    boolean interrupted = false;
    for (Server server : servers) {
      try {
        if (!server.awaitTermination(drainTime.toNanos(), TimeUnit.NANOSECONDS)) {
          cut(server);
        }
      } catch (InterruptedException _) {
        server.shutdownNow();
        interrupted = true;
      }
    }
    callThreads.shutdown();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cut(Server server) throws InterruptedException {
    boolean ended =
        server.shutdownNow().awaitTermination(AFTER_CUT.toNanos(), TimeUnit.NANOSECONDS);
    if (!ended) {
      throw new FaultException(
          Fault.BROKEN, "calls did not end within " + AFTER_CUT + " of being cut off");
    }
  }
}
