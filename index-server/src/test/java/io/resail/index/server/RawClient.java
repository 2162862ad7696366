package io.resail.index.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.StatisticsRequest;
import io.resail.testing.CallFailure;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A client that sends whatever it is given, over a socket.
record RawClient(ManagedChannel channel) implements AutoCloseable {
  static RawClient to(IndexServer server) {
    return new RawClient(
        NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build());
  }

  List<RetrieveResponse> retrieve(RetrieveRequest request) {
    List<RetrieveResponse> answers = new ArrayList<>();
    RetrievalServiceGrpc.newBlockingStub(channel).retrieve(request).forEachRemaining(answers::add);
    return answers;
  }

  /// A question that costs nothing, to see that the server is there.
  long units() {
    return RetrievalServiceGrpc.newBlockingStub(channel)
        .statistics(StatisticsRequest.getDefaultInstance())
        .getUnits();
  }

  /// The status that a call must end with.
  static CallFailure failure(ThrowingCallable call) {
    return CallFailure.of(call);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
