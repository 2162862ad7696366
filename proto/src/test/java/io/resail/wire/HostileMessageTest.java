package io.resail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.Choice;
import io.resail.proto.v1.Mask;
import io.resail.proto.v1.OutputSize;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages that break a rule are refused by their field; none of them costs memory or breaks us.
///
/// The table of wrong questions and units is in the tests of the index server, which sends them.
@ExtendWith(Seeds.class)
class HostileMessageTest {
  private static final int MOST_PIXELS = 10_000;

  private final RasterCodec raster = new RasterCodec(MOST_PIXELS);
  private final RetrievalCodec retrieval = new RetrievalCodec(raster);
  private final SynthesisCodec synthesis = new SynthesisCodec(raster);

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong("request_id", "129 characters", r -> r.setRequestId("x".repeat(129))),
        wrong("map", "no labels", SynthesizeRequest.Builder::clearMap),
        wrong("size", "0 x 64", r -> r.setSize(OutputSize.newBuilder().setHeight(64))),
        wrong(
            "variants",
            "65 variants",
            r -> {
              for (int i = 0; i < 65; i++) {
                r.addVariants(Choice.newBuilder().setRank(0));
              }
            }),
        wrong(
            "variants[1].rank",
            "rank -1",
            r ->
                r.addVariants(Choice.newBuilder().setSeed(-1))
                    .addVariants(Choice.newBuilder().setRank(-1))),
        wrong(
            "variants[0].coherent",
            "1000",
            r -> r.addVariants(Choice.newBuilder().setCoherent(1000))),
        wrong("variants[0].rank", "1000", r -> r.addVariants(Choice.newBuilder().setRank(1000))),
        wrong("native_pixels", "-1 pixels", r -> r.setNativePixels(-1)),
        wrong(
            "guidance_png",
            "not begin as a PNG",
            r -> r.setGuidancePng(ByteString.copyFromUtf8("<svg/>"))),
        wrong(
            "guidance_png",
            "at most 10000",
            r -> r.setGuidancePng(ByteString.copyFrom(Png.write(RgbImage.black(101, 100))))));
  }

  private static Arguments wrong(
      String field, String says, Consumer<SynthesizeRequest.Builder> change) {
    return Arguments.of(field, says, change);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongRequests")
  void aWrongRequestIsRefusedByItsField(
      String field, String says, Consumer<SynthesizeRequest.Builder> change) {
    SynthesizeRequest.Builder request =
        SynthesizeRequest.newBuilder()
            .setMap(raster.message(io.resail.raster.LabelMap.of(1, 1, new int[1])));
    change.accept(request);

    assertThatThrownBy(() -> synthesis.value(request.build()))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
              assertThat(e.subject()).contains(field);
            })
        .hasMessageContaining(says);
  }

  @Test
  void aPromiseOfManyPixelsAllocatesNothing() {
    RasterCodec wide = new RasterCodec(Integer.MAX_VALUE);
    Mask promise = Mask.newBuilder().setWidth(46_000).setHeight(46_000).build();
    var grid =
        io.resail.proto.v1.LabelMap.newBuilder()
            .setLabelGrid(
                io.resail.proto.v1.Grid.newBuilder()
                    .setWidth(46_000)
                    .setHeight(46_000)
                    .setBytesPerValue(1))
            .build();

    for (int i = 0; i < 1000; i++) {
      // Each would take 250 MB or 8 GB.
      assertThatThrownBy(() -> wide.value("mask", promise)).isInstanceOf(FaultException.class);
      assertThatThrownBy(() -> wide.value(grid)).isInstanceOf(FaultException.class);
    }
  }

  @RepeatedTest(250)
  void aDamagedMessageIsReadOrRefusedByAField(SplittableRandom random) {
    AnyValue any = new AnyValue(random);
    switch (random.nextInt(3)) {
      case 0 ->
          readOrRefused(
              () ->
                  retrieval.value(
                      RetrieveRequest.parseFrom(
                          damaged(random, retrieval.message(any.question()).toByteArray()))));
      case 1 ->
          readOrRefused(
              () ->
                  retrieval.values(
                      PutUnitsRequest.parseFrom(
                          damaged(
                              random,
                              PutUnitsRequest.newBuilder()
                                  .addUnits(retrieval.message(any.unit()))
                                  .build()
                                  .toByteArray()))));
      default ->
          readOrRefused(
              () ->
                  synthesis.value(
                      SynthesizeRequest.parseFrom(
                          damaged(random, synthesis.message(any.request()).toByteArray()))));
    }
  }

  /// Something read from bytes.
  @FunctionalInterface
  private interface Reading {
    Object read() throws InvalidProtocolBufferException;
  }

  private static void readOrRefused(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (InvalidProtocolBufferException _) {
      // No message at all: gRPC refuses it before it comes to us.
    } catch (FaultException e) {
      assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
      assertThat(e.subject()).isPresent();
    }
  }

  private static byte[] damaged(SplittableRandom random, byte[] bytes) {
    for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      // The fields that say sizes are near the beginning or the end.
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 40);
      int at =
          random.nextBoolean() ? random.nextInt(reach) : bytes.length - 1 - random.nextInt(reach);
      bytes[at] = (byte) random.nextInt();
    }
    return bytes;
  }
}
