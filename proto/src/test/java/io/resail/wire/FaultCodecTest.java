package io.resail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.InternalMetadata;
import io.grpc.InternalStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultCodecTest {
  private static List<String> details(StatusRuntimeException status) {
    return details(Objects.requireNonNull(StatusProto.fromThrowable(status))).stream()
        .map(any -> any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('.') + 1))
        .toList();
  }

  private static List<Any> details(com.google.rpc.Status status) {
    return status.getDetailsList();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultComesBackAsItWent(Fault fault) {
    FaultException failure = new FaultException(fault, "thing", "what, needed, do");

    FaultException back = FaultCodec.toFault(FaultCodec.toStatus("id", failure));

    assertThat(back.fault()).isEqualTo(fault);
    assertThat(back.subject()).contains("thing");
    assertThat(back)
        .hasMessage("what, needed, do")
        .hasCauseInstanceOf(StatusRuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_INPUT, INVALID_ARGUMENT, BadRequest",
    "UNKNOWN, NOT_FOUND, ResourceInfo",
    "CHANGED, ABORTED, ",
    "BUSY, RESOURCE_EXHAUSTED, RetryInfo",
    "AWAY, UNAVAILABLE, RetryInfo",
    "TOO_LATE, DEADLINE_EXCEEDED, ",
    "CANCELLED, CANCELLED, ",
    "DAMAGED, DATA_LOSS, ",
    "BROKEN, INTERNAL, ",
  })
  void everyFaultHasItsCodeAndDetails(Fault fault, Status.Code code, String detail) {
    StatusRuntimeException status =
        FaultCodec.toStatus("id", new FaultException(fault, "thing", "message"));

    assertThat(status.getStatus().getCode()).isEqualTo(code);
    assertThat(details(status))
        .isEqualTo(
            detail == null
                ? List.of("ErrorInfo", "RequestInfo")
                : List.of("ErrorInfo", detail, "RequestInfo"));
  }

  @Test
  void theDetailsSayWhatTheyShould() throws Exception {
    StatusRuntimeException wrong =
        FaultCodec.toStatus("id 7", new FaultException(Fault.WRONG_INPUT, "map", "bad map"));
    List<Any> ofWrong = details(Objects.requireNonNull(StatusProto.fromThrowable(wrong)));

    assertThat(ofWrong.get(0).unpack(ErrorInfo.class))
        .isEqualTo(
            ErrorInfo.newBuilder()
                .setReason("WRONG_INPUT")
                .setDomain("resail.io")
                .putMetadata("subject", "map")
                .build());
    assertThat(ofWrong.get(1).unpack(BadRequest.class).getFieldViolations(0).getField())
        .isEqualTo("map");
    assertThat(ofWrong.get(2).unpack(RequestInfo.class).getRequestId()).isEqualTo("id 7");

    StatusRuntimeException unknown =
        FaultCodec.toStatus(new FaultException(Fault.UNKNOWN, "unit 3", "no unit 3"));
    List<Any> ofUnknown = details(Objects.requireNonNull(StatusProto.fromThrowable(unknown)));
    assertThat(ofUnknown).hasSize(2);
    assertThat(ofUnknown.get(1).unpack(ResourceInfo.class).getResourceName()).isEqualTo("unit 3");

    StatusRuntimeException busy = FaultCodec.toStatus(new FaultException(Fault.BUSY, "full"));
    List<Any> ofBusy = details(Objects.requireNonNull(StatusProto.fromThrowable(busy)));
    assertThat(ofBusy.get(0).unpack(ErrorInfo.class).getMetadataMap()).isEmpty();
    assertThat(ofBusy.get(1).unpack(RetryInfo.class).getRetryDelay().getSeconds()).isEqualTo(1);
  }

  @Test
  void aValueThatRefusedToBeMadeIsTheCallersFault() {
    FaultException fault = FaultCodec.fault(new IllegalArgumentException("box of 0 x 0"));

    assertThat(fault.fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(fault).hasMessage("box of 0 x 0");
  }

  @Test
  void whatIsOursSaysNothingOfItsInside() {
    FaultException fault = FaultCodec.fault(new IllegalStateException("password 1234"));

    assertThat(fault.fault()).isEqualTo(Fault.BROKEN);
    assertThat(fault)
        .hasMessageContaining("IllegalStateException")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(fault.getMessage()).doesNotContain("1234");
  }

  @Test
  void aStatusFitsIntoTheTrailersThatClientsAccept() {
    String long3 = "\u4e2d".repeat(100_000);

    StatusRuntimeException status =
        FaultCodec.toStatus(
            "0123456789abcdef-0123456789abcdef", new FaultException(Fault.UNKNOWN, long3, long3));

    Metadata trailers = new Metadata();
    trailers.merge(Objects.requireNonNull(status.getTrailers()));
    trailers.put(InternalStatus.CODE_KEY, status.getStatus());
    trailers.put(
        InternalStatus.MESSAGE_KEY, Objects.requireNonNull(status.getStatus().getDescription()));
    int bytes = 0;
    for (byte[] part : InternalMetadata.serialize(trailers)) {
      bytes += part.length * 4 / 3 + 32;
    }
    assertThat(bytes).isBetween(4_000, 8_192);
    FaultException back = FaultCodec.toFault(status);
    assertThat(back.getMessage()).startsWith("\u4e2d\u4e2d").endsWith("\u4e2d...");
    assertThat(back.subject().orElseThrow().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(512);
  }

  @Test
  void aStatusOfAnotherServerIsWhatItsCodeSays() {
    assertThat(FaultCodec.toFault(Status.UNAVAILABLE.asRuntimeException()))
        .hasMessage("UNAVAILABLE")
        .extracting(FaultException::fault)
        .isEqualTo(Fault.AWAY);
    assertThat(FaultCodec.toFault(new StatusException(Status.UNIMPLEMENTED)).fault())
        .isEqualTo(Fault.UNKNOWN);
    assertThat(FaultCodec.toFault(Status.RESOURCE_EXHAUSTED.asRuntimeException()).fault())
        .isEqualTo(Fault.BUSY);
    assertThat(
            FaultCodec.toFault(
                    Status.RESOURCE_EXHAUSTED
                        .withDescription("gRPC message exceeds maximum size 4194304: 5000000")
                        .asRuntimeException())
                .fault())
        .isEqualTo(Fault.WRONG_INPUT);
    assertThat(FaultCodec.toFault(Status.PERMISSION_DENIED.asRuntimeException()).fault())
        .isEqualTo(Fault.BROKEN);
  }

  @Test
  void aReasonOfAnotherDomainOrANewerServerLeavesTheCodeToSpeak() {
    for (ErrorInfo info :
        List.of(
            ErrorInfo.newBuilder().setDomain("resail.io").setReason("OUT_OF_PAINT").build(),
            ErrorInfo.newBuilder().setDomain("googleapis.com").setReason("BROKEN").build())) {
      StatusRuntimeException status =
          StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Status.Code.NOT_FOUND.value())
                  .setMessage("gone")
                  .addDetails(Any.pack(info))
                  .build());

      assertThat(FaultCodec.toFault(status).fault()).isEqualTo(Fault.UNKNOWN);
    }
  }
}
