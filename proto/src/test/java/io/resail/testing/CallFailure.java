package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The status that a call ended with.
///
/// @param status as the generated stubs throw it
public record CallFailure(StatusRuntimeException status) {
  /// The status that a call must end with.
  public static CallFailure of(ThrowingCallable call) {
    return new CallFailure(catchThrowableOfType(StatusRuntimeException.class, call));
  }

  public CallFailure {
    assertThat(status).as("the failure of the call").isNotNull();
  }

  /// Its code.
  public Status.Code code() {
    return status.getStatus().getCode();
  }

  /// Its description.
  public String message() {
    return String.valueOf(status.getStatus().getDescription());
  }

  /// The reason of its `ErrorInfo`.
  public String reason() {
    return detail(ErrorInfo.class).map(ErrorInfo::getReason).orElse("none");
  }

  /// Its detail of a type, if it has one.
  public <M extends Message> Optional<M> detail(Class<M> type) {
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
