package io.resail.index.server;

import static io.resail.index.server.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.RequestInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.resail.calls.Admission;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.wire.RasterCodec;
import io.resail.wire.RetrievalCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IndexServerTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final List<String> ENTRIES =
      List.of("", "resail.v1.RetrievalService", "resail.v1.UnitService");
  private static final RetrieveRequest QUESTION =
      new RetrievalCodec(RasterCodec.standard())
          .message(RetrievalRequest.of(new Query.WholeMap(LabelMap.of(1, 1, new int[1]))));

  private static ServedIndex served(IndexServerSettings settings) {
    FakeRetriever index = new FakeRetriever(CATALOG);
    return ServedIndex.overNetty(settings, index, index);
  }

  private static ServedIndex failing(RuntimeException failure) {
    return ServedIndex.overNetty(
        IndexServerSettings.DEFAULT,
        new ScriptedRetriever(
            CATALOG,
            (patience, each) -> {
              throw failure;
            }),
        new FakeRetriever(CATALOG));
  }

  @Test
  void everyServiceReportsItsHealth() {
    try (ServedIndex served = served(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server())) {
      for (String entry : ENTRIES) {
        assertThat(health(client.channel(), entry)).isEqualTo(ServingStatus.SERVING);
      }
      assertThat(failure(() -> health(client.channel(), "no.such.Service")).code())
          .isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  private static ServingStatus health(ManagedChannel channel, String entry) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(entry).build())
        .getStatus();
  }

  @Test
  void reflectionNamesTheServices() throws Exception {
    try (ServedIndex served = served(IndexServerSettings.DEFAULT);
        RawClient client = RawClient.to(served.server())) {
      CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> requests =
          ServerReflectionGrpc.newStub(client.channel())
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                      answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                  });
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

      assertThat(
              answer.get(30, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                  .map(ServiceResponse::getName))
          .contains("resail.v1.RetrievalService", "resail.v1.UnitService", "grpc.health.v1.Health");
      requests.onCompleted();
    }
  }

  @Test
  void channelStatisticsHaveAPortOfTheirOwn() {
    try (ServedIndex served = served(IndexServerSettings.DEFAULT.withAdminPort(0));
        RawClient client = RawClient.to(served.server())) {
      ManagedChannel admin =
          NettyChannelBuilder.forAddress("localhost", served.server().adminPort().orElseThrow())
              .usePlaintext()
              .build();
      GetServersRequest request = GetServersRequest.getDefaultInstance();

      assertThat(ChannelzGrpc.newBlockingStub(admin).getServers(request).getServerList())
          .isNotEmpty();
      assertThat(health(admin, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(
              failure(() -> ChannelzGrpc.newBlockingStub(client.channel()).getServers(request))
                  .code())
          .isEqualTo(Status.Code.UNIMPLEMENTED);
      admin.shutdownNow();
    }
  }

  @Test
  void aFailureOfOursSaysNothingOfItsInside() {
    try (ServedIndex served = failing(new IllegalStateException("secret state"));
        RawClient client = RawClient.to(served.server())) {
      var failure = failure(() -> client.retrieve(QUESTION));

      assertThat(failure.code()).isEqualTo(Status.Code.INTERNAL);
      assertThat(failure.reason()).isEqualTo("BROKEN");
      assertThat(failure.message()).contains("its log says more").doesNotContain("secret");
      String id = failure.detail(RequestInfo.class).orElseThrow().getRequestId();
      assertThat(served.log())
          .singleElement()
          .asString()
          .startsWith(id + " Retrieve BROKEN: the server failed on this request");
      assertThat(client.units()).isZero();
    }
  }

  @Test
  void aDamagedIndexIsDataLoss() {
    try (ServedIndex served = failing(new FaultException(Fault.DAMAGED, "_0.dvd", "checksum"));
        RawClient client = RawClient.to(served.server())) {
      var failure = failure(() -> client.retrieve(QUESTION));

      assertThat(failure.code()).isEqualTo(Status.Code.DATA_LOSS);
      assertThat(failure.reason()).isEqualTo("DAMAGED");
    }
  }

  @Test
  void aClosingServerReportsItRefusesAndLetsRunningCallsEnd() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedRetriever slow =
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
    try (ServedIndex served =
            ServedIndex.overNetty(IndexServerSettings.DEFAULT, slow, new FakeRetriever(CATALOG));
        RawClient client = RawClient.to(served.server())) {
      BlockingQueue<ServingStatus> watched = watch(client.channel(), ENTRIES.get(1));
      assertThat(watched.poll(30, TimeUnit.SECONDS)).isEqualTo(ServingStatus.SERVING);
      var running = CompletableFuture.supplyAsync(() -> client.retrieve(QUESTION));
      assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();

      var closing = CompletableFuture.runAsync(served.server()::close);

      assertThat(watched.poll(30, TimeUnit.SECONDS)).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(failure(client::units).code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(closing).isNotDone();
      goOn.countDown();
      assertThat(running.get(30, TimeUnit.SECONDS)).hasSize(1);
      closing.get(30, TimeUnit.SECONDS);
    }
  }

  private static BlockingQueue<ServingStatus> watch(ManagedChannel channel, String entry) {
    BlockingQueue<ServingStatus> seen = new LinkedBlockingQueue<>();
    HealthGrpc.newStub(channel)
        .watch(
            HealthCheckRequest.newBuilder().setService(entry).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(HealthCheckResponse response) {
                seen.add(response.getStatus());
              }

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onCompleted() {}
            });
    return seen;
  }

  @Test
  void aCallThatOutlivesTheDrainTimeIsCutOff() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    CompletableFuture<FaultException> end = new CompletableFuture<>();
    try (ServedIndex served =
            ServedIndex.overNetty(
                IndexServerSettings.DEFAULT.withDrainTime(Duration.ofMillis(100)),
                new ScriptedRetriever(CATALOG, ScriptedRetriever.endless(answered, end)),
                new FakeRetriever(CATALOG));
        RawClient client = RawClient.to(served.server())) {
      var running = CompletableFuture.supplyAsync(() -> failure(() -> client.retrieve(QUESTION)));
      while (answered.get() == 0) {
        Thread.onSpinWait();
      }

      served.server().close();

      assertThat(end).isDone();
      var failure = running.get(30, TimeUnit.SECONDS);
      assertThat(failure.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("AWAY");
    }
  }

  @Test
  void aServerThatIsClosingRefusesWithARetryDelay() throws Exception {
    Admission admission = new Admission(2, (id, method, failure) -> {});
    assertThat(admission.drain(Duration.ZERO)).isTrue();

    try (RefusingServer refusing = new RefusingServer(admission)) {
      var failure = failure(refusing::call);

      assertThat(failure.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("AWAY");
      assertThat(failure.detail(com.google.rpc.RetryInfo.class)).isPresent();
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    ServedIndex served = served(IndexServerSettings.DEFAULT);

    served.server().close();
    served.close();

    assertThat(served.log()).isEmpty();
  }

  @Test
  void refusesAnAddressThatIsTaken() {
    try (ServedIndex served = served(IndexServerSettings.DEFAULT)) {
      IndexServerSettings same =
          IndexServerSettings.DEFAULT.at("localhost", served.server().port());

      assertThatThrownBy(() -> served(same))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
          .hasMessageContaining("is the address taken?");
    }
  }
}
