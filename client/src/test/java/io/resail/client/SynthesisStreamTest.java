package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.ListModelsRequest;
import io.resail.proto.v1.ListModelsResponse;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeClock;
import io.resail.wire.FaultCodec;
import io.resail.wire.RasterCodec;
import io.resail.wire.SynthesisCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SynthesisStreamTest {
  private static final SynthesisCodec CODEC = new SynthesisCodec(RasterCodec.standard());
  private static final OutputSize SIZE = new OutputSize(64, 64);

  /// Accepts each request, unless its id says otherwise.
  private static final class Painter extends SynthesisServiceGrpc.SynthesisServiceImplBase {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    @Override
    public StreamObserver<SynthesizeRequest> synthesizeMany(
        StreamObserver<SynthesizeEvent> observer) {
      ((ServerCallStreamObserver<SynthesizeEvent>) observer)
          .setOnCancelHandler(() -> left.complete(true));
      return new StreamObserver<>() {
        @Override
        public void onNext(SynthesizeRequest request) {
          seen.add(request.getRequestId());
          paint(request, observer);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          observer.onCompleted();
        }
      };
    }

    @Override
    public void synthesize(SynthesizeRequest request, StreamObserver<SynthesizeEvent> observer) {
      paint(request, observer);
      observer.onCompleted();
    }

    private void paint(SynthesizeRequest request, StreamObserver<SynthesizeEvent> observer) {
      String id = request.getRequestId();
      switch (id) {
        case "bad" ->
            observer.onNext(
                CODEC.failure(id, new FaultException(Fault.WRONG_INPUT, "map", "bad map")));
        case "end" ->
            observer.onError(FaultCodec.toStatus(new FaultException(Fault.AWAY, "closing")));
        case "empty" -> observer.onNext(SynthesizeEvent.getDefaultInstance());
        default ->
            observer.onNext(CODEC.message(id, new SynthesisEvent.Accepted(id, "m", SIZE, 1)));
      }
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
      observer.onNext(
          ListModelsResponse.newBuilder()
              .setCatalog(RasterCodec.standard().message(Catalogs.of(InstanceRule.PLAIN)))
              .addModels(CODEC.message(model("first")))
              .addModels(CODEC.message(model("second")))
              .build());
      observer.onCompleted();
    }
  }

  private static ModelDescription model(String name) {
    return new ModelDescription(name, "RESAIL", SIZE, 32, 6, "f", "w", "intended", "own", true);
  }

  /// Writes down what it is told.
  private static class Diary implements SynthesisListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void event(String requestId, SynthesisEvent event) {
      lines.add(requestId + " " + event.getClass().getSimpleName());
    }

    @Override
    public void failed(String requestId, FaultException failure) {
      lines.add(requestId + " " + failure.fault() + " " + failure.subject().orElse(""));
    }
  }

  private static SynthesisRequest named(String id) {
    SynthesisRequest plain = SynthesisRequest.of(LabelMap.of(1, 1, new int[1]));
    return new SynthesisRequest(
        id,
        plain.map(),
        plain.catalogFingerprint(),
        plain.model(),
        plain.size(),
        plain.variants(),
        plain.guidance(),
        plain.guidanceOnly(),
        plain.filter(),
        plain.nativePixels());
  }

  private static SynthesisStream stream(ServedInProcess served, SynthesisListener listener) {
    return new RemoteSynthesizer(served.connection()).synthesizeMany(Patience.endless(), listener);
  }

  @Test
  void tellsOfEveryRequestAndGoesOnWhenOneFails() throws Exception {
    Diary diary = new Diary();
    try (ServedInProcess served = ServedInProcess.of(new Painter());
        SynthesisStream stream = stream(served, diary)) {
      stream.send(named("a"));
      stream.send(named("bad"));
      stream.send(named("b"));
      stream.finish();
    }

    assertThat(diary.lines).containsExactly("a Accepted", "bad WRONG_INPUT map", "b Accepted");
  }

  @Test
  void aRequestWithoutAnIdIsGivenOne() throws Exception {
    Painter painter = new Painter();
    Diary diary = new Diary();
    try (ServedInProcess served = ServedInProcess.of(painter);
        SynthesisStream stream = stream(served, diary)) {
      String first = stream.send(named(""));
      String second = stream.send(named(""));
      stream.finish();

      assertThat(first).isNotEmpty().isNotEqualTo(second);
      assertThat(painter.seen).containsExactly(first, second);
      assertThat(diary.lines).containsExactly(first + " Accepted", second + " Accepted");
    }
  }

  @Test
  void theSenderWaitsWhileTheListenerIsBusy() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Painter painter = new Painter();
    Diary slow =
        new Diary() {
          @Override
          public void event(String requestId, SynthesisEvent event) {
            await(goOn);
            super.event(requestId, event);
          }
        };
    // Takes a request only when there is room for its answer, as servers do.
    SynthesisServiceGrpc.SynthesisServiceImplBase paced =
        new SynthesisServiceGrpc.SynthesisServiceImplBase() {
          @Override
          public StreamObserver<SynthesizeRequest> synthesizeMany(
              StreamObserver<SynthesizeEvent> observer) {
            var call = (ServerCallStreamObserver<SynthesizeEvent>) observer;
            StreamObserver<SynthesizeRequest> requests = painter.synthesizeMany(observer);
            call.disableAutoRequest();
            call.setOnReadyHandler(() -> call.request(1));
            return requests;
          }
        };
    try (ServedInProcess served = ServedInProcess.of(paced);
        SynthesisStream stream = stream(served, slow)) {
      AtomicInteger sent = new AtomicInteger();
      var sending =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20; i++) {
                  stream.send(named("r" + i));
                  sent.incrementAndGet();
                }
                stream.finish();
              });
      assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(sent.get()).isLessThan(6);

      goOn.countDown();
      sending.get(30, TimeUnit.SECONDS);
      assertThat(slow.lines).hasSize(20);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theEndOfTheCallReachesTheSender() throws Exception {
    try (ServedInProcess served = ServedInProcess.of(new Painter());
        SynthesisStream stream = stream(served, new Diary())) {
      stream.send(named("end"));

      assertThatThrownBy(stream::finish)
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY))
          .hasMessage("closing");
      assertThatThrownBy(() -> stream.send(named("late")))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
    }
  }

  @Test
  void aListenerThatFailsEndsTheCallWithItsOwnFailure() throws Exception {
    IllegalStateException own = new IllegalStateException("the listener's own");
    Painter painter = new Painter();
    Diary failing =
        new Diary() {
          @Override
          public void event(String requestId, SynthesisEvent event) {
            throw own;
          }
        };
    try (ServedInProcess served = ServedInProcess.of(painter);
        SynthesisStream stream = stream(served, failing)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  stream.send(named("a"));
                }
              })
          .isSameAs(own);
      assertThat(painter.left.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEventThatCannotBeReadIsTheServersFault() throws Exception {
    try (ServedInProcess served = ServedInProcess.of(new Painter());
        SynthesisStream stream = stream(served, new Diary())) {
      stream.send(named("empty"));

      assertThatThrownBy(stream::finish)
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN));
    }
  }

  @Test
  void leavingCancelsWhatIsUnderWay() throws Exception {
    Painter painter = new Painter();
    try (ServedInProcess served = ServedInProcess.of(painter)) {
      try (SynthesisStream stream = stream(served, new Diary())) {
        stream.send(named("a"));
      }

      assertThat(painter.left.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSenderWhoIsLateStopsWaiting() throws Exception {
    FakeClock clock = new FakeClock();
    CountDownLatch never = new CountDownLatch(1);
    Diary stuck =
        new Diary() {
          @Override
          public void event(String requestId, SynthesisEvent event) {
            clock.advance(Duration.ofHours(1));
            SynthesisStreamTest.await(never);
          }
        };
    try (ServedInProcess served = ServedInProcess.of(new Painter());
        SynthesisStream stream =
            new RemoteSynthesizer(served.connection())
                .synthesizeMany(clock.patience(Duration.ofMinutes(1)), stuck)) {
      stream.send(named("a"));

      assertThatThrownBy(stream::finish)
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOO_LATE));
      never.countDown();
    }
  }

  @Test
  void oneRequestIsToldOfOnTheCallingThread() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<SynthesisEvent> events = new ArrayList<>();
    try (ServedInProcess served = ServedInProcess.of(new Painter())) {
      new RemoteSynthesizer(served.connection())
          .synthesize(
              named("a"),
              Patience.endless(),
              event -> {
                threads.add(Thread.currentThread());
                events.add(event);
              });
    }

    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(events).containsExactly(new SynthesisEvent.Accepted("a", "m", SIZE, 1));
  }

  @Test
  void aRequestThatFailsThrowsItsFault() throws Exception {
    try (ServedInProcess served = ServedInProcess.of(new Painter())) {
      RemoteSynthesizer synthesizer = new RemoteSynthesizer(served.connection());

      assertThatThrownBy(
              () -> synthesizer.synthesize(named("end"), Patience.endless(), event -> {}))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
    }
  }

  @Test
  void listsModelsAndClasses() throws Exception {
    try (ServedInProcess served = ServedInProcess.of(new Painter())) {
      RemoteSynthesizer synthesizer = new RemoteSynthesizer(served.connection());

      assertThat(synthesizer.models()).containsExactly(model("first"), model("second"));
      assertThat(synthesizer.catalog()).isEqualTo(Catalogs.of(InstanceRule.PLAIN));
    }
  }
}
