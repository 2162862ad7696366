package io.resail.index.server;

import static io.resail.index.server.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.proto.v1.Box;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.DeleteUnitsRequest;
import io.resail.proto.v1.FetchUnitsRequest;
import io.resail.proto.v1.Grid;
import io.resail.proto.v1.LabelMap;
import io.resail.proto.v1.Mask;
import io.resail.proto.v1.Masks;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrievalUnit;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.Segment;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.raster.InstanceRule;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.testing.CallFailure;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.wire.FaultCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server says to requests that break a rule, over a socket.
class RefusalTest {
  private static final FakeRetriever INDEX = new FakeRetriever(Catalogs.of(InstanceRule.PLAIN));
  private static final RequestLimits LIMITS =
      new RequestLimits(1 << 20, 10_000, 3, 50, 5_000, 20, 8);

  private static ServedIndex served;
  private static RawClient client;

  @BeforeAll
  static void open() {
    served = ServedIndex.overNetty(IndexServerSettings.DEFAULT.withLimits(LIMITS), INDEX, INDEX);
    client = RawClient.to(served.server());
  }

  @AfterAll
  static void close() {
    client.close();
    served.close();
  }

  @AfterEach
  void theServerGoesOn() {
    assertThat(client.units()).isZero();
  }

  static Stream<Arguments> wrongQuestions() {
    return Stream.of(
        wrong("query", "not set", RetrieveRequest.getDefaultInstance()),
        wrong("map", "no labels", map(LabelMap.getDefaultInstance())),
        wrong("map.label_png", "not begin as a PNG", map(png(ByteString.copyFromUtf8("GIF89a")))),
        wrong("map.label_png", "at most 10000", map(png(header(100_000, 100_000)))),
        wrong("map.label_png", "at least 1 x 1", map(png(header(-1, 4)))),
        wrong("map.label_png", "breaks off", map(png(header(4, 4)))),
        wrong("map.label_png", "3 channels", map(png(colours()))),
        wrong("map.label_grid", "at most 10000", map(grid(1 << 16, 1 << 16, 1, new byte[1]))),
        wrong("map.label_grid", "at least 1 x 1", map(grid(0, 4, 1, new byte[0]))),
        wrong("map.label_grid.values", "one value a pixel", map(grid(2, 2, 1, new byte[3]))),
        wrong("map.label_grid.values", "1, 2 or 4", map(grid(2, 2, 3, new byte[12]))),
        wrong("map", "77 (1 pixels)", map(grid(2, 1, 1, new byte[] {1, 77}))),
        wrong(
            "map.instance_grid",
            "the same size",
            map(
                grid(2, 2, 1, new byte[4]).toBuilder()
                    .setInstanceGrid(
                        Grid.newBuilder()
                            .setWidth(2)
                            .setHeight(1)
                            .setBytesPerValue(1)
                            .setValues(ByteString.copyFrom(new byte[2])))
                    .build())),
        wrong("masks.segments", "at least 1", masks()),
        wrong("masks.segments", "of 4", masks(segment(), segment(), segment(), segment())),
        wrong(
            "masks.segments[1].box",
            "at least 0",
            masks(segment(), segment().setBox(Box.newBuilder().setLeft(-1).setWidth(2)))),
        wrong(
            "masks.segments[0].mask",
            "at most 10000",
            masks(segment().setMask(Mask.newBuilder().setWidth(1 << 20).setHeight(1 << 20)))),
        wrong(
            "masks.segments[0].mask.words",
            "need 1 little-endian words",
            masks(segment().setMask(Mask.newBuilder().setWidth(2).setHeight(2)))),
        wrong(
            "masks.segments[0].mask.words",
            "behind the last pixel",
            masks(
                segment()
                    .setMask(
                        Mask.newBuilder()
                            .setWidth(2)
                            .setHeight(2)
                            .setWords(ByteString.copyFrom(new byte[] {0, 1, 0, 0, 0, 0, 0, 0}))))),
        wrong(
            "masks.segments[0]",
            "the box's size",
            masks(segment().setBox(Box.newBuilder().setWidth(3).setHeight(2)))),
        wrong("matches", "at most 50", masks(segment()).toBuilder().setMatches(51).build()),
        wrong("matches", "-1", masks(segment()).toBuilder().setMatches(-1).build()),
        wrong("native_pixels", "-9", masks(segment()).toBuilder().setNativePixels(-9).build()),
        wrong(
            "time_allowed",
            "no time",
            masks(segment()).toBuilder()
                .setTimeAllowed(Duration.newBuilder().setSeconds(-1))
                .build()),
        wrong(
            "time_allowed",
            "no time",
            masks(segment()).toBuilder()
                .setTimeAllowed(Duration.newBuilder().setSeconds(Long.MAX_VALUE))
                .build()),
        wrong(
            "filter.smallest_area",
            "-5",
            masks(segment()).toBuilder()
                .setFilter(io.resail.proto.v1.UnitFilter.newBuilder().setSmallestArea(-5))
                .build()),
        wrong(
            "catalog_fingerprint",
            INDEX.catalog().fingerprint(),
            // Refused for its classes before its map is looked at.
            map(png(ByteString.copyFromUtf8("GIF89a"))).toBuilder()
                .setCatalogFingerprint("0123")
                .build()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongQuestions")
  void aWrongQuestionIsRefusedByItsField(String field, String says, RetrieveRequest request) {
    refusedByField(field, says, failure(() -> client.retrieve(request)));
  }

  static Stream<Arguments> wrongUnits() {
    return Stream.of(
        wrong("units[0]", "need an id", units(unit().setId(""))),
        wrong("units[0].box", "at least 1", units(unit().setBox(Box.getDefaultInstance()))),
        wrong("units[1].mask", "at least 1 x 1", units(unit(), unit().clearMask())),
        wrong("units[0].pixels_png", "not begin as a PNG", units(unit().clearPixelsPng())),
        wrong(
            "units[0].pixels_png",
            "the size of the box",
            // Ten thousand pixels of a black image take a hundred bytes: not decompressed.
            units(unit().setPixelsPng(black(100, 100)))),
        wrong("units[0]", "one size", units(unit().setMask(mask(1, 4)))),
        wrong("units", "99", units(unit().setClassId(99))),
        wrong("units", "5000", units(unit().addTags("long".repeat(2_000)))),
        wrong(
            "acknowledgement",
            "DURABLE or VISIBLE",
            units(unit()).toBuilder().setAcknowledgementValue(7).build()),
        wrong(
            "catalog_fingerprint",
            "0123",
            units(unit().clearMask()).toBuilder().setCatalogFingerprint("0123").build()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongUnits")
  void wrongUnitsAreRefusedByTheirField(String field, String says, PutUnitsRequest request) {
    refusedByField(field, says, failure(() -> put(request)));
  }

  @Test
  void anUnknownAcknowledgementOfADeletionIsRefused() {
    DeleteUnitsRequest request =
        DeleteUnitsRequest.newBuilder().addUnitIds("a").setAcknowledgementValue(7).build();

    refusedByField(
        "acknowledgement",
        "DURABLE or VISIBLE",
        failure(() -> UnitServiceGrpc.newBlockingStub(client.channel()).deleteUnits(request)));
  }

  private static void refusedByField(String field, String says, CallFailure failure) {
    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.message()).contains(says);
    assertThat(failure.reason()).isEqualTo("WRONG_INPUT");
    assertThat(failure.detail(ErrorInfo.class).orElseThrow().getDomain()).isEqualTo("resail.io");
    assertThat(failure.detail(BadRequest.class).orElseThrow().getFieldViolationsList())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.getField()).isEqualTo(field);
              assertThat(violation.getDescription()).contains(says);
            });
    logged(failure, "WRONG_INPUT " + field);
  }

  private static void logged(CallFailure failure, String what) {
    String id = failure.detail(RequestInfo.class).orElseThrow().getRequestId();
    assertThat(served.log().stream().filter(line -> line.startsWith(id)))
        .singleElement()
        .asString()
        .contains(what);
  }

  @Test
  void anUnknownClassIsNotFound() {
    var failure = failure(() -> client.retrieve(masks(segment().setClassId(42))));

    assertThat(failure.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.reason()).isEqualTo("UNKNOWN");
    assertThat(failure.detail(ResourceInfo.class).orElseThrow().getResourceName())
        .isEqualTo("class 42");
    logged(failure, "Retrieve UNKNOWN class 42");
  }

  @Test
  void anUnknownUnitIsNotFoundWhateverItsName() {
    String name = "\u00fc\n".repeat(100_000);

    var failure =
        failure(
            () ->
                RetrievalServiceGrpc.newBlockingStub(client.channel())
                    .fetchUnits(FetchUnitsRequest.newBuilder().addUnitIds(name).build())
                    .next());

    assertThat(failure.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.detail(ResourceInfo.class).orElseThrow().getResourceName())
        .startsWith("\u00fc\n\u00fc")
        .endsWith("...");
    logged(failure, "FetchUnits UNKNOWN \u00fc \u00fc");
  }

  @Test
  void aMessageOfTooManyBytesIsRefusedUnread() {
    byte[] bytes = new byte[2 << 20];

    var failure = failure(() -> client.retrieve(map(png(ByteString.copyFrom(bytes)))));

    // gRPC's own answer, without details; our client knows it for what it is.
    assertThat(failure.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(failure.message()).contains("1048576");
    assertThat(FaultCodec.toFault(failure.status()).fault()).isEqualTo(Fault.WRONG_INPUT);
  }

  private static ChangeResponse put(PutUnitsRequest request) {
    CompletableFuture<ChangeResponse> answer = new CompletableFuture<>();
    StreamObserver<PutUnitsRequest> requests =
        UnitServiceGrpc.newStub(client.channel())
            .putUnits(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ChangeResponse change) {
                    answer.complete(change);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    requests.onCompleted();
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static Arguments wrong(String field, String says, Object request) {
    return Arguments.of(field, says, request);
  }

  private static RetrieveRequest map(LabelMap map) {
    return RetrieveRequest.newBuilder().setMap(map).build();
  }

  private static LabelMap png(ByteString bytes) {
    return LabelMap.newBuilder().setLabelPng(bytes).build();
  }

  private static LabelMap grid(int width, int height, int size, byte[] values) {
    return LabelMap.newBuilder()
        .setLabelGrid(
            Grid.newBuilder()
                .setWidth(width)
                .setHeight(height)
                .setBytesPerValue(size)
                .setValues(ByteString.copyFrom(values)))
        .build();
  }

  private static RetrieveRequest masks(Segment.Builder... segments) {
    Masks.Builder masks = Masks.newBuilder();
    List.of(segments).forEach(masks::addSegments);
    return RetrieveRequest.newBuilder().setMasks(masks).build();
  }

  private static Segment.Builder segment() {
    return Segment.newBuilder()
        .setClassId(1)
        .setBox(Box.newBuilder().setWidth(2).setHeight(2))
        .setMask(mask(2, 2));
  }

  private static Mask mask(int width, int height) {
    return Mask.newBuilder()
        .setWidth(width)
        .setHeight(height)
        .setWords(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))
        .build();
  }

  private static PutUnitsRequest units(RetrievalUnit.Builder... units) {
    PutUnitsRequest.Builder request = PutUnitsRequest.newBuilder();
    List.of(units).forEach(request::addUnits);
    return request.build();
  }

  private static RetrievalUnit.Builder unit() {
    return RetrievalUnit.newBuilder()
        .setId("a")
        .setClassId(1)
        .setBox(Box.newBuilder().setWidth(2).setHeight(2))
        .setMask(mask(2, 2))
        .setPixelsPng(black(2, 2));
  }

  private static ByteString black(int width, int height) {
    return ByteString.copyFrom(Png.write(RgbImage.black(width, height)));
  }

  private static ByteString colours() {
    return black(4, 4);
  }

  /// A PNG that ends after its header.
  private static ByteString header(int width, int height) {
    ByteBuffer bytes = ByteBuffer.wrap(black(1, 1).substring(0, 33).toByteArray());
    bytes.putInt(16, width).putInt(20, height);
    return ByteString.copyFrom(bytes);
  }
}
