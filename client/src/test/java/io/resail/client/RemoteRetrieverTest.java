package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.FetchUnitsRequest;
import io.resail.proto.v1.ListClassesRequest;
import io.resail.proto.v1.ListClassesResponse;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrievalSummary;
import io.resail.proto.v1.RetrievalUnit;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.testing.Catalogs;
import io.resail.wire.RasterCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the client makes of a server that misbehaves; the contract is tested with a real one in the
/// index server.
@Timeout(60)
class RemoteRetrieverTest {
  private static final RetrievalRequest QUESTION =
      RetrievalRequest.of(new Query.WholeMap(LabelMap.of(1, 1, new int[1])));

  /// A server that does with a question what it is told.
  private static ServedInProcess answering(
      Consumer<ServerCallStreamObserver<RetrieveResponse>> answer) throws Exception {
    return ServedInProcess.of(
        new RetrievalServiceGrpc.RetrievalServiceImplBase() {
          @Override
          public void retrieve(RetrieveRequest request, StreamObserver<RetrieveResponse> observer) {
            answer.accept((ServerCallStreamObserver<RetrieveResponse>) observer);
          }
        });
  }

  private static RetrieveResponse summary() {
    return RetrieveResponse.newBuilder().setSummary(RetrievalSummary.getDefaultInstance()).build();
  }

  private static void broken(ServedInProcess served, String says) {
    assertThatThrownBy(
            () -> new RemoteRetriever(served.connection()).retrieve(QUESTION, Patience.endless()))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessageContaining(says);
  }

  @Test
  void anAnswerWithoutASummaryIsBroken() throws Exception {
    try (ServedInProcess served = answering(StreamObserver::onCompleted)) {
      broken(served, "without its summary");
    }
  }

  @Test
  void anAnswerOfAnUnknownKindIsBroken() throws Exception {
    try (ServedInProcess served =
        answering(
            observer -> {
              observer.onNext(RetrieveResponse.getDefaultInstance());
              observer.onCompleted();
            })) {
      broken(served, "neither a segment nor the summary");
    }
  }

  @Test
  void aSegmentThatBreaksARuleIsTheServersFault() throws Exception {
    try (ServedInProcess served =
        answering(
            observer -> {
              observer.onNext(
                  RetrieveResponse.newBuilder()
                      .setSegment(
                          io.resail.proto.v1.SegmentMatches.newBuilder()
                              .setNoUnitOfClass(
                                  io.resail.proto.v1.NoUnitOfClass.getDefaultInstance()))
                      .build());
              observer.onCompleted();
            })) {
      broken(served, "segment.box");
    }
  }

  @Test
  void aUnitWithDamagedPixelsIsTheServersFault() throws Exception {
    try (ServedInProcess served =
        ServedInProcess.of(
            new RetrievalServiceGrpc.RetrievalServiceImplBase() {
              @Override
              public void fetchUnits(
                  FetchUnitsRequest request, StreamObserver<RetrievalUnit> observer) {
                observer.onNext(
                    RetrievalUnit.newBuilder()
                        .setId("a")
                        .setBox(io.resail.proto.v1.Box.newBuilder().setWidth(1).setHeight(1))
                        .setMask(
                            io.resail.proto.v1.Mask.newBuilder()
                                .setWidth(1)
                                .setHeight(1)
                                .setWords(ByteString.copyFrom(new byte[8])))
                        .build());
                observer.onCompleted();
              }
            })) {
      assertThatThrownBy(
              () ->
                  new RemoteRetriever(served.connection())
                      .fetch(List.of("a"), Patience.endless(), unit -> {}))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessageContaining("unit.pixels_png");
    }
  }

  @Test
  void aFailureOfTheServerThatIsNoFaultIsBroken() throws Exception {
    try (ServedInProcess served =
        answering(observer -> observer.onError(new IllegalStateException("inside")))) {
      broken(served, "UNKNOWN");
    }
  }

  @Test
  void theClassesAreAskedForOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    var catalog = Catalogs.of(InstanceRule.COCO_STUFF);
    try (ServedInProcess served =
        ServedInProcess.of(
            new RetrievalServiceGrpc.RetrievalServiceImplBase() {
              @Override
              public void listClasses(
                  ListClassesRequest request, StreamObserver<ListClassesResponse> observer) {
                asked.incrementAndGet();
                observer.onNext(
                    ListClassesResponse.newBuilder()
                        .setCatalog(RasterCodec.standard().message(catalog))
                        .build());
                observer.onCompleted();
              }
            })) {
      RemoteRetriever retriever = new RemoteRetriever(served.connection());

      assertThat(retriever.catalog()).isEqualTo(catalog);
      assertThat(retriever.catalog()).isEqualTo(catalog);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void theServerIsToldTheDeadlineOfTheCallersPatience() throws Exception {
    CompletableFuture<Long> seconds = new CompletableFuture<>();
    try (ServedInProcess served =
        answering(
            observer -> {
              seconds.complete(Context.current().getDeadline().timeRemaining(TimeUnit.SECONDS));
              observer.onNext(summary());
              observer.onCompleted();
            })) {
      new RemoteRetriever(served.connection())
          .retrieve(QUESTION, Patience.of(Duration.ofMinutes(5), () -> false));

      assertThat(seconds.join()).isBetween(240L, 300L);
    }
  }

  @Test
  void aServerThatAnswersNothingIsLeftWhenTheCallerLeaves() throws Exception {
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    AtomicBoolean gone = new AtomicBoolean();
    try (ServedInProcess served =
        answering(
            observer -> {
              observer.setOnCancelHandler(() -> left.complete(true));
              gone.set(true);
            })) {
      assertThatThrownBy(
              () ->
                  new RemoteRetriever(served.connection())
                      .retrieve(QUESTION, Patience.untilGone(gone::get)))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED));
      assertThat(left.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServerMaySendNoFasterThanTheAnswersAreTaken() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger furthestAhead = new AtomicInteger();
    RetrieveResponse segment =
        RetrieveResponse.newBuilder()
            .setSegment(
                io.resail.proto.v1.SegmentMatches.newBuilder()
                    .setSegment(
                        io.resail.proto.v1.Segment.newBuilder()
                            .setBox(io.resail.proto.v1.Box.newBuilder().setWidth(1).setHeight(1))
                            .setMask(
                                io.resail.proto.v1.Mask.newBuilder()
                                    .setWidth(1)
                                    .setHeight(1)
                                    .setWords(
                                        ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))))
                    .setNoUnitOfClass(io.resail.proto.v1.NoUnitOfClass.getDefaultInstance()))
            .build();
    try (ServedInProcess served =
        answering(
            observer ->
                observer.setOnReadyHandler(
                    () -> {
                      while (observer.isReady() && sent.get() < 200) {
                        observer.onNext(segment);
                        furthestAhead.accumulateAndGet(
                            sent.incrementAndGet() - taken.get(), Math::max);
                        if (sent.get() == 200) {
                          observer.onNext(summary());
                          observer.onCompleted();
                        }
                      }
                    }))) {
      new RemoteRetriever(served.connection())
          .retrieve(QUESTION, Patience.endless(), answer -> taken.incrementAndGet());

      assertThat(taken).hasValue(200);
      assertThat(furthestAhead.get()).isLessThanOrEqualTo(4);
    }
  }
}
