package io.resail.index.server;

import static io.resail.index.server.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.wire.RasterCodec;
import io.resail.wire.RetrievalCodec;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a server keeps pace with its clients: those who read slowly, leave, are late, or are many.
@Timeout(60)
class PaceTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final RetrieveRequest QUESTION =
      new RetrievalCodec(RasterCodec.standard())
          .message(RetrievalRequest.of(new Query.WholeMap(LabelMap.of(1, 1, new int[1]))));

  private final AtomicInteger answered = new AtomicInteger();
  private final CompletableFuture<FaultException> end = new CompletableFuture<>();

  private ServedIndex endless(IndexServerSettings settings) {
    return ServedIndex.overNetty(
        settings,
        new ScriptedRetriever(CATALOG, ScriptedRetriever.endless(answered, end)),
        new FakeRetriever(CATALOG));
  }

  @Test
  void anAnswerWaitsWhileItsClientDoesNotRead() throws Exception {
    try (ServedIndex served = endless(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server())) {
      SlowReader reader = new SlowReader();
      RetrievalServiceGrpc.newStub(client.channel()).retrieve(QUESTION, reader);
      reader.read(1);

      // A segment has 125 kB and the window of a connection 1 MiB: what is sent ahead is little,
      // however long others keep the server busy meanwhile.
      for (int i = 0; i < 100; i++) {
        client.units();
      }
      int ahead = answered.get();
      assertThat(ahead).isBetween(1, 20);

      reader.read(100);
      assertThat(answered.get()).isGreaterThan(ahead);
      reader.leave();
    }
  }

  @Test
  void workStopsWhenTheClientLeaves() throws Exception {
    try (ServedIndex served = endless(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server())) {
      SlowReader reader = new SlowReader();
      RetrievalServiceGrpc.newStub(client.channel()).retrieve(QUESTION, reader);
      reader.read(1);

      reader.leave();

      assertThat(end.get(30, TimeUnit.SECONDS).fault()).isEqualTo(Fault.CANCELLED);
      assertThat(client.units()).isZero();
    }
  }

  @Test
  void workStopsWhenTheClientThatReadsLeaves() throws Exception {
    try (ServedIndex served = endless(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server());
        Context.CancellableContext call = Context.current().withCancellation()) {
      call.run(
          () -> {
            Iterator<RetrieveResponse> answers =
                RetrievalServiceGrpc.newBlockingStub(client.channel()).retrieve(QUESTION);
            answers.next();
            answers.next();
          });

      call.cancel(null);

      assertThat(end.get(30, TimeUnit.SECONDS).fault()).isEqualTo(Fault.CANCELLED);
    }
  }

  @Test
  void workStopsAtTheDeadline() throws Exception {
    try (ServedIndex served = endless(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server())) {
      var failure =
          failure(
              () ->
                  RetrievalServiceGrpc.newBlockingStub(client.channel())
                      .withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                      .retrieve(QUESTION)
                      .forEachRemaining(answer -> {}));

      assertThat(failure.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      // The client hangs up at its deadline too, and may be heard before the server's own clock.
      assertThat(end.get(30, TimeUnit.SECONDS).fault()).isIn(Fault.TOO_LATE, Fault.CANCELLED);
    }
  }

  @Test
  void aClientThatNeverReadsIsLeft() throws Exception {
    try (ServedIndex served =
            endless(IndexServerSettings.DEFAULT.withReadTime(Duration.ofMillis(200)));
        RawClient client = RawClient.to(served.server())) {
      SlowReader reader = new SlowReader();
      RetrievalServiceGrpc.newStub(client.channel()).retrieve(QUESTION, reader);

      assertThat(end.get(30, TimeUnit.SECONDS))
          .hasMessageContaining("nothing was read for PT0.2S")
          .extracting(FaultException::fault)
          .isEqualTo(Fault.TOO_LATE);
      reader.read(1000);
      assertThat(reader.ended.get(30, TimeUnit.SECONDS).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void aCallTooManyIsRefusedAtOnce() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedRetriever blocked =
        new ScriptedRetriever(
            CATALOG,
            (patience, each) -> {
              working.countDown();
              try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return new RetrievalSummary(0, 1, Effort.NONE);
            });
    RequestLimits one = new RequestLimits(1 << 20, 1 << 20, 10, 10, 1 << 20, 10, 1);
    try (ServedIndex served =
            ServedIndex.overNetty(
                IndexServerSettings.DEFAULT.withLimits(one), blocked, new FakeRetriever(CATALOG));
        RawClient client = RawClient.to(served.server())) {
      CompletableFuture<List<RetrieveResponse>> first =
          CompletableFuture.supplyAsync(() -> client.retrieve(QUESTION));
      assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();

      var failure = failure(client::units);

      assertThat(failure.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(failure.reason()).isEqualTo("BUSY");
      assertThat(failure.detail(RetryInfo.class).orElseThrow().getRetryDelay().getSeconds())
          .isPositive();
      assertThat(served.log()).singleElement().asString().contains("Statistics BUSY: all 1 places");

      goOn.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void theNextPutIsReadWhenTheLastIsStored() throws Exception {
    Semaphore mayStore = new Semaphore(0);
    AtomicInteger storing = new AtomicInteger();
    FakeRetriever index = new FakeRetriever(CATALOG);
    UnitStore slow =
        new UnitStore() {
          @Override
          public Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement) {
            storing.incrementAndGet();
            mayStore.acquireUninterruptibly();
            return index.put(units, acknowledgement);
          }

          @Override
          public Change delete(List<String> unitIds, Acknowledgement acknowledgement) {
            return index.delete(unitIds, acknowledgement);
          }

          @Override
          public Takedown deleteSources(List<String> sources, Acknowledgement acknowledgement) {
            return index.deleteSources(sources, acknowledgement);
          }

          @Override
          public Snapshot createSnapshot(String name) {
            return index.createSnapshot(name);
          }

          @Override
          public List<Snapshot> snapshots() {
            return index.snapshots();
          }

          @Override
          public Change restoreSnapshot(String name) {
            return index.restoreSnapshot(name);
          }

          @Override
          public Change dropSnapshot(String name) {
            return index.dropSnapshot(name);
          }
        };
    PutUnitsRequest put =
        PutUnitsRequest.newBuilder().setCatalogFingerprint(CATALOG.fingerprint()).build();
    try (ServedIndex served = ServedIndex.overNetty(IndexServerSettings.DEFAULT, index, slow);
        RawClient client = RawClient.to(served.server())) {
      CountDownLatch answers = new CountDownLatch(3);
      CompletableFuture<Void> completed = new CompletableFuture<>();
      var requests =
          UnitServiceGrpc.newStub(client.channel())
              .putUnits(
                  new io.grpc.stub.StreamObserver<ChangeResponse>() {
                    @Override
                    public void onNext(ChangeResponse change) {
                      answers.countDown();
                    }

                    @Override
                    public void onError(Throwable failure) {
                      completed.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                      completed.complete(null);
                    }
                  });
      requests.onNext(put);
      requests.onNext(put);
      requests.onNext(put);
      requests.onCompleted();
      for (int i = 0; i < 50; i++) {
        client.units();
      }
      assertThat(storing.get()).isLessThanOrEqualTo(1);

      mayStore.release(3);
      completed.get(30, TimeUnit.SECONDS);
      assertThat(answers.getCount()).isZero();
      assertThat(storing.get()).isEqualTo(3);
    }
  }

  /// Reads as many answers as it is told to.
  private static final class SlowReader
      implements ClientResponseObserver<RetrieveRequest, RetrieveResponse> {
    private final Semaphore read = new Semaphore(0);
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private ClientCallStreamObserver<RetrieveRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<RetrieveRequest> started) {
      call = started;
      call.disableAutoRequestWithInitial(0);
    }

    /// Asks for answers and waits until they are there, or the call has ended.
    void read(int answers) throws Exception {
      call.request(answers);
      while (!ended.isDone() && !read.tryAcquire(answers, 50, TimeUnit.MILLISECONDS)) {
        assertThat(ended).isNotCancelled();
      }
    }

    void leave() {
      call.cancel("seen enough", null);
    }

    @Override
    public void onNext(RetrieveResponse answer) {
      read.release();
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
