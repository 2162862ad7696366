package io.resail.synth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteSynthesizer;
import io.resail.client.SynthesisListener;
import io.resail.client.SynthesisStream;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.UnitFilter;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.testing.Seeds;
import io.resail.testing.WatchedRetriever;
import io.resail.wire.RasterCodec;
import io.resail.wire.SynthesisCodec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The server works no faster than it is read, and reads no faster than it works.
@ExtendWith(Seeds.class)
@Timeout(60)
class PaceTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(512, 512);
  private static final SynthesisCodec CODEC = new SynthesisCodec(RasterCodec.standard());
  private static final LabelMap MAP = LabelMap.of(4, 4, new int[16]);

  private final WatchedRetriever retriever = new WatchedRetriever(new FakeRetriever(CATALOG));

  private ServedSynthesis served(SynthServerSettings settings) {
    return ServedSynthesis.overNetty(settings, retriever, CATALOG, SIZE);
  }

  private static SynthesisRequest request(String id, int variants, Optional<RgbImage> guidance) {
    return new SynthesisRequest(
        id,
        MAP,
        Optional.empty(),
        "",
        Optional.empty(),
        Collections.nCopies(variants, new Choice.Rank(0)),
        guidance,
        false,
        UnitFilter.NONE,
        0);
  }

  /// A request whose events are large: noise does not compress.
  private static SynthesisRequest large(String id, SplittableRandom random) {
    return request(id, 1, Optional.of(noise(random)));
  }

  private static RgbImage noise(SplittableRandom random) {
    byte[] noise = new byte[3 * SIZE.width() * SIZE.height()];
    random.nextBytes(noise);
    return RgbImage.wrap(SIZE.width(), SIZE.height(), noise);
  }

  @Test
  void anAnswerWaitsWhileItsClientDoesNotRead(SplittableRandom random) throws Exception {
    Endless endless = new Endless(noise(random));
    try (SynthServer server =
            SynthServer.open(SynthServerSettings.DEFAULT, endless, () -> CATALOG);
        Connection connection =
            Connection.plaintext("localhost:" + server.port(), ClientSettings.DEFAULT)) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
      SlowReader reader = new SlowReader();
      SynthesisServiceGrpc.newStub(channel)
          .synthesize(CODEC.message(SynthesisRequest.of(MAP)), reader);
      reader.read(1);

      // An event has three quarters of the window of a connection: what is sent ahead is little,
      // however long others keep the server busy meanwhile.
      for (int i = 0; i < 50; i++) {
        new RemoteSynthesizer(connection).models();
      }
      int ahead = endless.told.get();
      assertThat(ahead).isBetween(1, 5);

      reader.read(10);
      assertThat(endless.told.get()).isGreaterThanOrEqualTo(10);
      reader.call.cancel("seen enough", null);
      assertThat(endless.ended.get(30, TimeUnit.SECONDS).fault()).isEqualTo(Fault.CANCELLED);
      channel.shutdownNow();
    }
  }

  @Test
  void aClientThatNeverReadsIsLeft(SplittableRandom random) throws Exception {
    SynthServerSettings hasty = SynthServerSettings.DEFAULT.withReadTime(Duration.ofMillis(100));
    try (ServedSynthesis served = served(hasty)) {
      SynthesizeRequest message = CODEC.message(large("idle", random));
      SlowReader reader = new SlowReader();
      SynthesisServiceGrpc.newStub(served.raw()).synthesize(message, reader);

      while (served.log().isEmpty()) {
        served.remote().models();
      }
      assertThat(served.log().getFirst()).startsWith("idle Synthesize TOO_LATE: nothing was read");
      reader.read(4);
      assertThat(reader.ended.get(30, TimeUnit.SECONDS).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void aClientThatLeavesIsNotPaintedFor() throws Exception {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT)) {
      Semaphore searching = new Semaphore(0);
      Semaphore left = new Semaphore(0);
      retriever.afterEachSegment(
          () -> {
            searching.release();
            left.acquireUninterruptibly();
          });
      SlowReader reader = new SlowReader();
      SynthesisServiceGrpc.newStub(served.raw())
          .synthesize(CODEC.message(request("gone", 1, Optional.empty())), reader);
      searching.acquire();

      reader.call.cancel("seen enough", null);
      reader.ended.get(30, TimeUnit.SECONDS);
      served.remote().models(); // On a connection of its own; the cancellation may still travel.
      while (served.log().isEmpty()) {
        left.release();
        served.remote().models();
      }

      assertThat(served.log().getFirst()).startsWith("gone Synthesize CANCELLED");
      assertThat(served.painter().batches()).isEmpty();
    }
  }

  @Test
  void manyRequestsOfOneCallAreAnsweredInTurnAndAFailureEndsOnlyItsOwn() {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT)) {
      Heard heard = new Heard();
      LabelMap strange = LabelMap.of(1, 1, new int[] {77});
      try (SynthesisStream stream = served.remote().synthesizeMany(Patience.endless(), heard)) {
        stream.send(request("one", 2, Optional.empty()));
        stream.send(SynthesisRequest.of(strange));
        stream.send(request("three", 1, Optional.empty()));
        stream.finish();
      }

      assertThat(heard.summaries).containsExactly("one", "three");
      assertThat(heard.images).containsExactly("one", "one", "three");
      assertThat(heard.failures)
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.fault()).isEqualTo(Fault.WRONG_INPUT);
                assertThat(failure.subject()).contains("map");
              });
      assertThat(served.log())
          .singleElement()
          .asString()
          .contains(" SynthesizeMany WRONG_INPUT map: ");
    }
  }

  @Test
  void theNextRequestIsReadWhenTheLastIsAnswered() {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT)) {
      Semaphore painted = new Semaphore(0);
      served.painter().beforeEach(painted::acquireUninterruptibly);
      Heard heard = new Heard();
      try (SynthesisStream stream = served.remote().synthesizeMany(Patience.endless(), heard)) {
        for (int i = 0; i < 5; i++) {
          stream.send(request("request " + i, 1, Optional.empty()));
        }
        for (int i = 0; i < 50; i++) {
          served.remote().models();
        }
        assertThat(retriever.questions()).hasSizeLessThanOrEqualTo(1);
        assertThat(served.painter().batches()).hasSizeLessThanOrEqualTo(1);

        painted.release(5);
        stream.finish();
      }

      assertThat(heard.summaries).hasSize(5).isSorted();
    }
  }

  /// Tells of the same guidance until nobody listens any more.
  private record Endless(
      RgbImage guidance, AtomicInteger told, CompletableFuture<FaultException> ended)
      implements Synthesizer {
    Endless(RgbImage guidance) {
      this(guidance, new AtomicInteger(), new CompletableFuture<>());
    }

    @Override
    public void synthesize(
        SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each) {
      Provenance unknown = Provenance.unknown(guidance.width(), guidance.height());
      try {
        while (true) {
          each.accept(new SynthesisEvent.GuidanceReady(0, guidance, unknown));
          told.incrementAndGet();
        }
      } catch (FaultException e) {
        ended.complete(e);
        throw e;
      }
    }

    @Override
    public List<ModelDescription> models() {
      return List.of();
    }
  }

  /// What a listener of many requests was told.
  private static final class Heard implements SynthesisListener {
    private final List<String> images = new CopyOnWriteArrayList<>();
    private final List<String> summaries = new CopyOnWriteArrayList<>();
    private final List<FaultException> failures = new CopyOnWriteArrayList<>();

    @Override
    public void event(String requestId, SynthesisEvent event) {
      switch (event) {
        case SynthesisEvent.ImageReady _ -> images.add(requestId);
        case SynthesisEvent.Summary _ -> summaries.add(requestId);
        case SynthesisEvent.Accepted _, SynthesisEvent.Hits _, SynthesisEvent.GuidanceReady _ -> {}
      }
    }

    @Override
    public void failed(String requestId, FaultException failure) {
      failures.add(failure);
    }
  }

  /// Reads as many events as it is told to.
  private static final class SlowReader
      implements ClientResponseObserver<SynthesizeRequest, SynthesizeEvent> {
    private final List<SynthesizeEvent> events = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private ClientCallStreamObserver<SynthesizeRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<SynthesizeRequest> started) {
      call = started;
      call.disableAutoRequestWithInitial(0);
    }

    /// Asks for events and waits until they are there, or the call has ended.
    void read(int wanted) throws InterruptedException {
      call.request(wanted);
      boolean there = false;
      while (!there && !ended.isDone()) {
        there = arrived.tryAcquire(wanted, 50, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void onNext(SynthesizeEvent event) {
      events.add(event);
      arrived.release();
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
