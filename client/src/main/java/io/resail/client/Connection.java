package io.resail.client;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.TlsChannelCredentials;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.wire.RasterCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One channel to a server, over which any number of calls run side by side. Any thread.
///
/// It connects when first used, and again after a server was away; calls made meanwhile fail with
/// [Fault#AWAY] and are not repeated.
public final class Connection implements AutoCloseable {
  private final ClientSettings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ManagedChannel channel;
  private final RasterCodec raster;

  private Connection(ManagedChannelBuilder<?> builder, ClientSettings settings) {
    this.settings = settings;
    this.raster = new RasterCodec(settings.mostPixels());
    this.channel =
        builder
            .executor(threads)
            .maxInboundMessageSize(settings.largestMessage())
            .disableRetry()
            .build();
  }

  /// To a server at `HOST:PORT`, without encryption.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if that is no address
  public static Connection plaintext(String address, ClientSettings settings) {
    return overNetwork(address, InsecureChannelCredentials.create(), settings);
  }

  /// To a server at `HOST:PORT` over TLS, trusting the authorities that this Java trusts.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if that is no address
  public static Connection secure(String address, ClientSettings settings) {
    return overNetwork(address, TlsChannelCredentials.create(), settings);
  }

  /// To a server at `HOST:PORT` over TLS, trusting the authorities of a PEM file only.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if that is no address, or no such file
  public static Connection secure(String address, Path authorities, ClientSettings settings) {
    try {
      return overNetwork(
          address,
          TlsChannelCredentials.newBuilder().trustManager(authorities.toFile()).build(),
          settings);
    } catch (IOException | IllegalArgumentException e) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "authorities in " + authorities + " cannot be read (" + e + "): need a PEM file",
          e);
    }
  }

  private static Connection overNetwork(
      String address, ChannelCredentials credentials, ClientSettings settings) {
    ServerAddress server = ServerAddress.of(address);
    return new Connection(
        NettyChannelBuilder.forAddress(server.host(), server.port(), credentials)
            .keepAliveTime(settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS),
        settings);
  }

  /// To a server of this name within the process.
  public static Connection inProcess(String name, ClientSettings settings) {
    return new Connection(InProcessChannelBuilder.forName(name), settings);
  }

  ClientSettings settings() {
    return settings;
  }

  RasterCodec raster() {
    return raster;
  }

  ManagedChannel channel() {
    return channel;
  }

  /// Asks one thing that is answered once, from memory.
  <Q, A> A quick(MethodDescriptor<Q, A> method, Q request) {
    return once(method, request, Patience.of(settings.quickCall(), () -> false));
  }

  /// Asks one thing that is answered once.
  <Q, A> A once(MethodDescriptor<Q, A> method, Q request, Patience patience) {
    try (WaitingCall<Q, A> call = WaitingCall.asking(this, method, request, patience)) {
      A answer = call.next().orElseThrow(() -> Answers.broken("ended without an answer"));
      call.next(); // The status, which may still be a failure.
      return answer;
    }
  }

  /// Lets calls under way end for a while, then cuts them off. Closing again does nothing.
  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(settings.closeTime().toNanos(), TimeUnit.NANOSECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
