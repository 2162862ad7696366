package io.resail.synth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.grpc.stub.BlockingClientCall;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.CallFailure;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SynthServerTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(32, 32);
  private static final SynthesisRequest REQUEST =
      SynthesisRequest.of(LabelMap.of(4, 4, new int[16]));

  private static ServedSynthesis served(SynthServerSettings settings) {
    return ServedSynthesis.overNetty(settings, new FakeRetriever(CATALOG), CATALOG, SIZE);
  }

  private static ServingStatus health(ManagedChannel channel, String entry) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(entry).build())
        .getStatus();
  }

  @Test
  void theServerItsServiceAndEveryModelReportTheirHealth() {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT)) {
      for (String entry : List.of("", "resail.v1.SynthesisService", "model/plain")) {
        assertThat(health(served.raw(), entry)).isEqualTo(ServingStatus.SERVING);
      }
      assertThat(CallFailure.of(() -> health(served.raw(), "model/other")).code())
          .isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void reflectionNamesTheService() throws Exception {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT)) {
      BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> call =
          ServerReflectionGrpc.newBlockingV2Stub(served.raw()).serverReflectionInfo();
      call.write(ServerReflectionRequest.newBuilder().setListServices("").build());

      assertThat(
              call.read(30, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                  .map(ServiceResponse::getName))
          .contains("resail.v1.SynthesisService", "grpc.health.v1.Health");
      call.cancel("seen", null);
    }
  }

  @Test
  void channelStatisticsHaveAPortOfTheirOwn() {
    try (ServedSynthesis served = served(SynthServerSettings.DEFAULT.withAdminPort(0))) {
      int port = served.server().adminPort().orElseThrow();
      ManagedChannel admin =
          NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
      GetServersRequest request = GetServersRequest.getDefaultInstance();

      assertThat(ChannelzGrpc.newBlockingStub(admin).getServers(request).getServerCount())
          .isPositive();
      assertThat(
              CallFailure.of(() -> ChannelzGrpc.newBlockingStub(served.raw()).getServers(request))
                  .code())
          .isEqualTo(Status.Code.UNIMPLEMENTED);
      admin.shutdownNow();
    }
  }

  @Test
  void drainingReportsNotServingAndLetsRunningCallsEnd() throws Exception {
    ServedSynthesis served = served(SynthServerSettings.DEFAULT);
    CountDownLatch painting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    served.painter().beforeEach(() -> hold(painting, go));
    CompletableFuture<List<SynthesisEvent>> running =
        CompletableFuture.supplyAsync(
            () -> {
              List<SynthesisEvent> events = new ArrayList<>();
              served.remote().synthesize(REQUEST, Patience.endless(), events::add);
              return events;
            });
    painting.await();
    Iterator<HealthCheckResponse> watched =
        HealthGrpc.newBlockingStub(served.raw())
            .watch(HealthCheckRequest.newBuilder().setService("model/plain").build());
    assertThat(watched.next().getStatus()).isEqualTo(ServingStatus.SERVING);

    Thread closing = Thread.startVirtualThread(served.server()::close);

    assertThat(watched.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(running.isDone()).isFalse();
    go.countDown();
    assertThat(running.get(30, TimeUnit.SECONDS).getLast())
        .isInstanceOf(SynthesisEvent.Summary.class);
    closing.join();
    served.close();
  }

  @Test
  void whatDoesNotEndInTimeIsCutOff() throws Exception {
    ServedSynthesis served =
        served(SynthServerSettings.DEFAULT.withDrainTime(Duration.ofMillis(100)));
    CountDownLatch painting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    served.painter().beforeEach(() -> hold(painting, go));
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> served.remote().synthesize(REQUEST, Patience.endless(), _ -> {}));
    painting.await();

    served.server().close();

    assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(FaultException.class)
        .cause()
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
    go.countDown();
    served.close();
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (ServedSynthesis first = served(SynthServerSettings.DEFAULT)) {
      SynthServerSettings same = SynthServerSettings.DEFAULT.at("localhost", first.server().port());

      assertThatThrownBy(() -> served(same))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
          .hasMessageContaining("address");
    }
  }

  @Test
  void defaultsAreThese() {
    assertThat(SynthServerSettings.DEFAULT)
        .isEqualTo(
            new SynthServerSettings(
                "localhost",
                0,
                OptionalInt.empty(),
                new SynthServerSettings.Limits(67_108_864, 16_777_216, 64),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30)));
    assertThatThrownBy(() -> SynthServerSettings.DEFAULT.at("localhost", 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
  }

  private static void hold(CountDownLatch begun, CountDownLatch go) {
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
