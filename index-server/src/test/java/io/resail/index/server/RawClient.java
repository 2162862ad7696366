package io.resail.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.StatisticsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  static Failure failure(ThrowingCallable call) {
    return new Failure(catchThrowableOfType(StatusRuntimeException.class, call));
  }

  /// How a call ended.
  record Failure(StatusRuntimeException status) {
    Failure {
      assertThat(status).as("the failure of the call").isNotNull();
    }

    Status.Code code() {
      return status.getStatus().getCode();
    }

    String message() {
      return String.valueOf(status.getStatus().getDescription());
    }

    String reason() {
      return detail(ErrorInfo.class).map(ErrorInfo::getReason).orElse("none");
    }

    <M extends Message> Optional<M> detail(Class<M> type) {
      com.google.rpc.Status details = StatusProto.fromThrowable(status);
      if (details == null) {
        return Optional.empty();
      }
      try {
        for (Any detail : details.getDetailsList()) {
          if (detail.is(type)) {
            return Optional.of(detail.unpack(type));
          }
        }
        return Optional.empty();
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("a detail that is none", e);
      }
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
