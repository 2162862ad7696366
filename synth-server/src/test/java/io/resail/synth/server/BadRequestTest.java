package io.resail.synth.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.resail.proto.v1.Choice;
import io.resail.proto.v1.Grid;
import io.resail.proto.v1.LabelMap;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.synthesis.OutputSize;
import io.resail.testing.CallFailure;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.testing.WatchedRetriever;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server says to requests that no client of ours would send, over a socket, and that it
/// goes on.
@Timeout(60)
class BadRequestTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final WatchedRetriever RETRIEVER =
      new WatchedRetriever(new FakeRetriever(CATALOG));
  private static final SynthServerSettings SETTINGS =
      SynthServerSettings.DEFAULT.withLimits(new SynthServerSettings.Limits(1 << 20, 10_000, 8));

  private static ServedSynthesis served;

  @BeforeAll
  static void open() {
    served = ServedSynthesis.overNetty(SETTINGS, RETRIEVER, CATALOG, new OutputSize(32, 32));
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @AfterEach
  void noWorkWasDoneAndTheServerGoesOn() {
    assertThat(RETRIEVER.questions()).hasSize(goneOn);
    assertThat(served.painter().batches()).hasSize(goneOn);
    goneOn++;
    assertThat(events(good()).getLast().hasSummary()).isTrue();
  }

  /// Requests that were worked on so far: one after each test.
  private static int goneOn;

  private static List<SynthesizeEvent> events(SynthesizeRequest.Builder request) {
    List<SynthesizeEvent> events = new ArrayList<>();
    SynthesisServiceGrpc.newBlockingStub(served.raw())
        .synthesize(request.build())
        .forEachRemaining(events::add);
    return events;
  }

  private static SynthesizeRequest.Builder good() {
    return SynthesizeRequest.newBuilder().setMap(map(Png.writeGrey(4, 4, new int[16])));
  }

  private static LabelMap.Builder map(byte[] png) {
    return LabelMap.newBuilder().setLabelPng(ByteString.copyFrom(png));
  }

  private static LabelMap.Builder grid(int width, int height, int bytes) {
    return LabelMap.newBuilder()
        .setLabelGrid(
            Grid.newBuilder()
                .setWidth(width)
                .setHeight(height)
                .setBytesPerValue(1)
                .setValues(ByteString.copyFrom(new byte[bytes])));
  }

  /// A PNG whose header promises another size than its pixels have.
  private static byte[] promising(int width, int height) {
    byte[] png = Png.writeGrey(4, 4, new int[16]);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    return png;
  }

  static Stream<Arguments> badRequests() {
    byte[] rgb = Png.write(RgbImage.black(4, 4));
    byte[] cut = ByteBuffer.allocate(50).put(rgb, 0, 50).array();
    return Stream.of(
        Arguments.of("map", "no labels", good().clearMap()),
        Arguments.of(
            "map.label_png", "PNG", good().setMap(map(new byte[] {71, 73, 70, 56, 57, 97}))),
        Arguments.of("map.label_png", "PNG", good().setMap(map(cut))),
        Arguments.of("map.label_png", "channels", good().setMap(map(rgb))),
        Arguments.of("map.label_png", "10000", good().setMap(map(promising(60_000, 60_000)))),
        Arguments.of("map.label_grid", "0 x 0", good().setMap(grid(0, 0, 0))),
        Arguments.of("map.label_grid", "10000", good().setMap(grid(200, 200, 40_000))),
        Arguments.of("map.label_grid.values", "15 bytes", good().setMap(grid(4, 4, 15))),
        Arguments.of(
            "map.instance_png",
            "same size",
            good()
                .setMap(
                    map(Png.writeGrey(4, 4, new int[16]))
                        .setInstancePng(ByteString.copyFrom(Png.writeGrey(5, 4, new int[20]))))),
        Arguments.of("map", "77", good().setMap(map(Png.writeGrey(2, 1, new int[] {0, 77})))),
        Arguments.of(
            "guidance_png", "PNG", good().setGuidancePng(ByteString.copyFromUtf8("no picture"))),
        Arguments.of("guidance_png", "same size", good().setGuidancePng(ByteString.copyFrom(rgb))),
        Arguments.of(
            "variants",
            "65",
            good().addAllVariants(Collections.nCopies(65, Choice.getDefaultInstance()))),
        Arguments.of(
            "variants[1].rank",
            "1000",
            good()
                .addVariants(Choice.getDefaultInstance())
                .addVariants(Choice.newBuilder().setRank(1000))),
        Arguments.of(
            "size",
            "33",
            good().setSize(io.resail.proto.v1.OutputSize.newBuilder().setWidth(33).setHeight(32))),
        Arguments.of(
            "size",
            "0 x 32",
            good().setSize(io.resail.proto.v1.OutputSize.newBuilder().setHeight(32))),
        Arguments.of("catalog_fingerprint", "abc", good().setCatalogFingerprint("abc")),
        Arguments.of("native_pixels", "-1", good().setNativePixels(-1)),
        Arguments.of("request_id", "200", good().setRequestId("x".repeat(200))));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void namesTheFieldAndTheRule(String field, String says, SynthesizeRequest.Builder request) {
    CallFailure failure = CallFailure.of(() -> events(request));

    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("WRONG_INPUT");
    assertThat(failure.detail(ErrorInfo.class).orElseThrow().getDomain()).isEqualTo("resail.io");
    assertThat(failure.detail(BadRequest.class).orElseThrow().getFieldViolationsList())
        .singleElement()
        .satisfies(violation -> assertThat(violation.getField()).isEqualTo(field));
    assertThat(failure.message()).contains(says);
    requireLogged(failure);
  }

  @Test
  void namesTheModelItDoesNotHave() {
    CallFailure failure = CallFailure.of(() -> events(good().setModel("nobody's")));

    assertThat(failure.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.reason()).isEqualTo("UNKNOWN");
    assertThat(failure.detail(ResourceInfo.class).orElseThrow().getResourceName())
        .isEqualTo("nobody's");
    assertThat(failure.message()).contains("plain");
    requireLogged(failure);
  }

  @Test
  void refusesMessagesThatAreTooLarge() {
    CallFailure failure =
        CallFailure.of(() -> events(good().setGuidancePng(ByteString.copyFrom(new byte[1 << 21]))));

    assertThat(failure.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  /// One line, which begins with the id that the client was told.
  private static void requireLogged(CallFailure failure) {
    String id = failure.detail(RequestInfo.class).orElseThrow().getRequestId();
    assertThat(served.log().stream().filter(line -> line.startsWith(id + " "))).hasSize(1);
  }

  @Test
  void theLogBeginsWithTheNameOfTheRequestWhateverIsInIt() {
    CallFailure failure =
        CallFailure.of(() -> events(good().setRequestId("my\nrequest").setModel("no\rmodel")));

    assertThat(failure.detail(RequestInfo.class).orElseThrow().getRequestId())
        .isEqualTo("my\nrequest");
    assertThat(served.log().getLast())
        .startsWith("my request Synthesize UNKNOWN no model: no model 'no model'")
        .doesNotContain("\n", "\r");
  }
}
