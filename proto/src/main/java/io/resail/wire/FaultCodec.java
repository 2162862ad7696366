package io.resail.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.nio.charset.StandardCharsets;

/// Faults as gRPC statuses with `google.rpc` details, and back.
///
/// Every error carries an `ErrorInfo` whose reason is the [Fault]'s name; wrong input names the
/// field in a `BadRequest`, an unknown thing is named in a `ResourceInfo`, what may work later has
/// a `RetryInfo`, and a `RequestInfo` says by which name the server's log knows the request.
public final class FaultCodec {
  private static final String DOMAIN = "resail.io";
  private static final String SUBJECT = "subject";
  private static final com.google.protobuf.Duration RETRY_DELAY =
      com.google.protobuf.Duration.newBuilder().setSeconds(1).build();

  // A status travels in HTTP/2 trailers, of which clients take 8 KiB unless told otherwise: the
  // message up to six times (percent-encoded, and twice in base64), the subject up to three.
  private static final int LONGEST_MESSAGE = 700;
  private static final int LONGEST_SUBJECT = 512;

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

  /// The fault that a failure of a call is to its caller.
  ///
  /// An [IllegalArgumentException] comes from a value that refused to be made of what was sent: it
  /// is the caller's. Anything else unknown is ours, and its details stay in the log.
  public static FaultException fault(Throwable failure) {
    return switch (failure) {
      case FaultException fault -> fault;
      case StatusRuntimeException status -> toFault(status);
      case IllegalArgumentException wrong ->
          new FaultException(Fault.WRONG_INPUT, String.valueOf(wrong.getMessage()), wrong);
      default ->
          new FaultException(
              Fault.BROKEN,
              "the server failed on this request ("
                  + failure.getClass().getSimpleName()
                  + "); its log says more",
              failure);
    };
  }

  /// What a service answers when a call ends with the given failure.
  public static StatusRuntimeException toStatus(Throwable failure) {
    return toStatus("", failure);
  }

  /// The same for a call that the server's log knows by name.
  public static StatusRuntimeException toStatus(String requestId, Throwable failure) {
    FaultException fault = fault(failure);
    String message = cut(String.valueOf(fault.getMessage()), LONGEST_MESSAGE);
    String subject = cut(fault.subject().orElse(""), LONGEST_SUBJECT);
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setReason(fault.fault().name()).setDomain(DOMAIN);
    if (!subject.isEmpty()) {
      info.putMetadata(SUBJECT, subject);
    }
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code(fault.fault()).value())
            .setMessage(message)
            .addDetails(Any.pack(info.build()));
    switch (fault.fault()) {
      case WRONG_INPUT ->
          status.addDetails(
              Any.pack(
                  BadRequest.newBuilder()
                      .addFieldViolations(
                          BadRequest.FieldViolation.newBuilder()
                              .setField(subject)
                              .setDescription(message))
                      .build()));
      case UNKNOWN ->
          status.addDetails(
              Any.pack(
                  ResourceInfo.newBuilder()
                      .setResourceName(subject)
                      .setDescription(message)
                      .build()));
      case BUSY, AWAY ->
          status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_DELAY).build()));
      case CHANGED, TOO_LATE, CANCELLED, DAMAGED, BROKEN -> {}
    }
    if (!requestId.isEmpty()) {
      status.addDetails(Any.pack(RequestInfo.newBuilder().setRequestId(requestId).build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /// The text in at most so many bytes of UTF-8.
  private static String cut(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= most) {
      return text;
    }
    int end = most - 3;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--; // Not inside a character.
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
  }

  /// The fault behind a status that a call ended with.
  public static FaultException toFault(StatusRuntimeException failure) {
    return toFault(failure.getStatus(), failure);
  }

  /// The fault behind a status that a call ended with.
  public static FaultException toFault(StatusException failure) {
    return toFault(failure.getStatus(), failure);
  }

  private static FaultException toFault(Status status, Exception failure) {
    ErrorInfo info = info(failure);
    String message =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    if (status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null) {
      // The transport's own word is "io exception"; what it met, and where, is in the cause.
      message =
          "no server answers ("
              + message
              + ": "
              + status.getCause().getMessage()
              + "): is it running, and is the address right?";
    }
    FaultException fault =
        new FaultException(
            info.getReason().isEmpty() ? bare(status) : fault(info.getReason(), status.getCode()),
            info.getMetadataOrDefault(SUBJECT, ""),
            message);
    fault.initCause(failure);
    return fault;
  }

  private static ErrorInfo info(Exception failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details != null) {
      for (Any detail : details.getDetailsList()) {
        try {
          if (detail.is(ErrorInfo.class)) {
            ErrorInfo info = detail.unpack(ErrorInfo.class);
            if (info.getDomain().equals(DOMAIN)) {
              return info;
            }
          }
        } catch (InvalidProtocolBufferException e) {
          // A detail that is none: the code alone says whose move is next.
          return ErrorInfo.getDefaultInstance();
        }
      }
    }
    return ErrorInfo.getDefaultInstance();
  }

  /// The fault of that name, or for a name of a newer server the one nearest to the code.
  static Fault fault(String reason, Status.Code code) {
    for (Fault fault : Fault.values()) {
      if (fault.name().equals(reason)) {
        return fault;
      }
    }
    return fault(code);
  }

  /// The fault of a status that is not one of ours. A message too large for a transport looks as if
  /// it might be taken later, which it never will.
  private static Fault bare(Status status) {
    boolean tooLarge =
        status.getCode() == Status.Code.RESOURCE_EXHAUSTED
            && String.valueOf(status.getDescription()).contains("exceeds maximum size");
    return tooLarge ? Fault.WRONG_INPUT : fault(status.getCode());
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
