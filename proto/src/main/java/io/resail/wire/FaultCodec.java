package io.resail.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;

/// Faults as gRPC statuses with `google.rpc` details, and back.
///
/// Every error carries an `ErrorInfo` whose reason is the [Fault]'s name; wrong input names the
/// field in a
/// `BadRequest`, an unknown thing is named in a `ResourceInfo`, and what may work later comes
/// with a
/// `RetryInfo`.
public final class FaultCodec {
  private static final String DOMAIN = "resail.io";
  private static final com.google.protobuf.Duration RETRY_DELAY =
      com.google.protobuf.Duration.newBuilder().setSeconds(1).build();

  private FaultCodec() {}

  /// The status code of a fault.
  public static Status.Code code(Fault fault) {
    return switch (fault) {
      case WRONG_INPUT -> Status.Code.INVALID_ARGUMENT;
      case UNKNOWN -> Status.Code.NOT_FOUND;
      case CHANGED -> Status.Code.ABORTED;
      case BUSY -> Status.Code.RESOURCE_EXHAUSTED;
      case AWAY -> Status.Code.UNAVAILABLE;
      case TOO_LATE -> Status.Code.DEADLINE_EXCEEDED;
      case CANCELLED -> Status.Code.CANCELLED;
      case DAMAGED -> Status.Code.DATA_LOSS;
      case BROKEN -> Status.Code.INTERNAL;
    };
  }

  /// What a service answers when a call ends with the given failure.
  ///
  /// An [IllegalArgumentException] comes from a value that refused to be made of what was sent:
  /// it is the
  /// caller's. Anything else unknown is ours, and its details stay in the log.
  public static StatusRuntimeException toStatus(Throwable failure) {
    return switch (failure) {
      case FaultException fault -> status(fault);
      case StatusRuntimeException status -> status;
      case IllegalArgumentException wrong ->
          status(new FaultException(Fault.WRONG_INPUT, String.valueOf(wrong.getMessage())));
      default ->
          status(
              new FaultException(
                  Fault.BROKEN,
                  "the server failed on this request ("
                      + failure.getClass().getSimpleName()
                      + "); its log says more"));
    };
  }

  private static StatusRuntimeException status(FaultException failure) {
    String subject = failure.subject().orElse("");
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code(failure.fault()).value())
            .setMessage(String.valueOf(failure.getMessage()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(failure.fault().name())
                        .setDomain(DOMAIN)
                        .putMetadata("subject", subject)
                        .build()));
    switch (failure.fault()) {
      case WRONG_INPUT ->
          status.addDetails(
              Any.pack(
                  BadRequest.newBuilder()
                      .addFieldViolations(
                          BadRequest.FieldViolation.newBuilder()
                              .setField(subject)
                              .setDescription(String.valueOf(failure.getMessage())))
                      .build()));
      case UNKNOWN ->
          status.addDetails(
              Any.pack(
                  ResourceInfo.newBuilder()
                      .setResourceName(subject)
                      .setDescription(String.valueOf(failure.getMessage()))
                      .build()));
      case BUSY, AWAY ->
          status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_DELAY).build()));
      case CHANGED, TOO_LATE, CANCELLED, DAMAGED, BROKEN -> {}
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /// The fault behind a status that a call ended with.
  public static FaultException toFault(StatusRuntimeException failure) {
    String message =
        failure.getStatus().getDescription() == null
            ? failure.getStatus().getCode().name()
            : failure.getStatus().getDescription();
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details != null) {
      for (Any detail : details.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          try {
            ErrorInfo info = detail.unpack(ErrorInfo.class);
            if (info.getDomain().equals(DOMAIN)) {
              return new FaultException(
                  Fault.valueOf(info.getReason()),
                  info.getMetadataOrDefault("subject", ""),
                  message);
            }
          } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // A detail we cannot read, from a newer server perhaps: the code below still says whose
            // move is next.
            break;
          }
        }
      }
    }
    return new FaultException(fault(failure.getStatus().getCode()), message, failure);
  }

  private static Fault fault(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> Fault.WRONG_INPUT;
      case NOT_FOUND, UNIMPLEMENTED -> Fault.UNKNOWN;
      case ABORTED, ALREADY_EXISTS -> Fault.CHANGED;
      case RESOURCE_EXHAUSTED -> Fault.BUSY;
      case UNAVAILABLE -> Fault.AWAY;
      case DEADLINE_EXCEEDED -> Fault.TOO_LATE;
      case CANCELLED -> Fault.CANCELLED;
      case DATA_LOSS -> Fault.DAMAGED;
      case OK, UNKNOWN, PERMISSION_DENIED, UNAUTHENTICATED, INTERNAL -> Fault.BROKEN;
    };
  }
}
