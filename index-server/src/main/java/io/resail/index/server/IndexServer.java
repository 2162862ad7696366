package io.resail.index.server;

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
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.UnitStore;
import io.resail.wire.RasterCodec;
import io.resail.wire.RetrievalCodec;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An index that is listening, with health, reflection and, on a port of its own, channel
/// statistics. Any thread.
///
/// Health has an entry for the whole server (empty name) and one for each of its two services. The
/// index stays its maker's.
public final class IndexServer implements AutoCloseable {
  private static final int CHANNELZ_PAGE = 100;
  private static final Duration AFTER_CUT = Duration.ofSeconds(2);

  private final Duration drainTime;
  private final Admission admission;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ExecutorService callThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Server> servers = new ArrayList<>();

  private IndexServer(IndexServerSettings settings, CallLog log) {
    this.drainTime = settings.drainTime();
    this.admission = new Admission(settings.limits().mostCalls(), log);
  }

  /// Listens on the network.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if an address cannot be listened on
  public static IndexServer open(
      IndexServerSettings settings, Retriever retriever, UnitStore store) {
    return open(settings, retriever, store, toLogger());
  }

  static IndexServer open(
      IndexServerSettings settings, Retriever retriever, UnitStore store, CallLog log) {
    IndexServer server = new IndexServer(settings, log);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
            .keepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true);
    try {
      server.serve(builder, settings, retriever, store, log);
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
  public static IndexServer inProcess(
      String name, IndexServerSettings settings, Retriever retriever, UnitStore store) {
    return inProcess(name, settings, retriever, store, toLogger());
  }

  static IndexServer inProcess(
      String name,
      IndexServerSettings settings,
      Retriever retriever,
      UnitStore store,
      CallLog log) {
    IndexServer server = new IndexServer(settings, log);
    server.serve(InProcessServerBuilder.forName(name), settings, retriever, store, log);
    return server;
  }

  private static CallLog toLogger() {
    Logger logger = LoggerFactory.getLogger(IndexServer.class);
    return CallLog.of(logger::info, logger::warn, logger::error);
  }

  private void serve(
      ServerBuilder<?> builder,
      IndexServerSettings settings,
      Retriever retriever,
      UnitStore store,
      CallLog log) {
    RasterCodec raster = new RasterCodec(settings.limits().mostPixels());
    RequestRules rules = new RequestRules(settings.limits(), retriever.catalog());
    Calls calls = new Calls(settings.readTime(), log);
    start(
        builder
            .maxInboundMessageSize(settings.limits().largestMessage())
            .addService(
                ServerInterceptors.intercept(
                    new RetrievalService(retriever, rules, calls, raster), admission))
            .addService(
                ServerInterceptors.intercept(
                    new UnitService(store, rules, calls, new RetrievalCodec(raster)), admission)));
    health.setStatus(RetrievalServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    health.setStatus(UnitServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
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
