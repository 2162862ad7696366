package io.resail.index.server;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.resail.calls.Admission;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.StatisticsRequest;
import java.io.IOException;
import java.util.UUID;

/// A service that nobody reaches, behind an admission.
final class RefusingServer implements AutoCloseable {
  private final Server server;
  private final ManagedChannel channel;

  RefusingServer(Admission admission) throws IOException {
    String name = UUID.randomUUID().toString();
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                ServerInterceptors.intercept(
                    new RetrievalServiceGrpc.RetrievalServiceImplBase() {}, admission))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  void call() {
    RetrievalServiceGrpc.newBlockingStub(channel)
        .statistics(StatisticsRequest.getDefaultInstance());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
