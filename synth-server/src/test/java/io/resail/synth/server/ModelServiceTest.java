package io.resail.synth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.resail.client.ClientSettings;
import io.resail.client.Connection;
import io.resail.client.RemoteModels;
import io.resail.client.RemoteSynthesizer;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.synth.ResailSynthesizer;
import io.resail.synth.ServedModels;
import io.resail.synth.SynthesisSettings;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.CheckpointFolder;
import io.resail.synth.engine.Devices;
import io.resail.synth.engine.FakePainter;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.ModelControl;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.CallFailure;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Models over sockets: what a client and a health check see of loading and unloading.
@Timeout(120)
class ModelServiceTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private ServedModels models;
  private ModelControl remote;
  private Connection connection;
  private ManagedChannel raw;

  @BeforeEach
  void serve() {
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.SPADE,
            CATALOG.channels(),
            new NetworkSettings.Widths(2, 2, 2),
            Upsampling.NORMAL,
            64,
            1);
    Checkpoint.untrained("second", settings, CATALOG.fingerprint(), 1)
        .write(folder.resolve("second.safetensors"));
    Devices devices = opened(Devices.cpu(2, OptionalLong.empty()));
    models =
        ServedModels.changing(
            List.of(new FakePainter("first", CATALOG, new OutputSize(64, 64))),
            BatchRules.DEFAULT,
            new ServedModels.Source(CheckpointFolder.at(folder), devices, () -> CATALOG));
    ResailSynthesizer synthesizer =
        opened(
            new ResailSynthesizer(new FakeRetriever(CATALOG), models, SynthesisSettings.DEFAULT));
    SynthServer server =
        opened(SynthServer.open(SynthServerSettings.DEFAULT, synthesizer, () -> CATALOG, models));
    connection = opened(Connection.plaintext("localhost:" + server.port(), ClientSettings.DEFAULT));
    remote = new RemoteModels(connection);
    raw = NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
  }

  private <T extends AutoCloseable> T opened(T each) {
    open.add(each);
    return each;
  }

  @AfterEach
  void close() throws Exception {
    raw.shutdownNow();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private ServingStatus health(String entry) {
    return HealthGrpc.newBlockingStub(raw)
        .check(HealthCheckRequest.newBuilder().setService(entry).build())
        .getStatus();
  }

  private List<SynthesisEvent> paint(String model) {
    List<SynthesisEvent> events = new ArrayList<>();
    new RemoteSynthesizer(connection)
        .synthesize(
            SynthesisRequest.of(LabelMap.of(4, 4, new int[16])).withModel(model),
            Patience.endless(),
            events::add);
    return events;
  }

  private static FaultException failure(Runnable task) {
    return catchThrowableOfType(FaultException.class, task::run);
  }

  @Test
  void aModelComesAndGoesWhileTheServerGoesOn() {
    assertThat(remote.load("second.safetensors", Patience.endless()))
        .isEqualTo(models.status().models().getLast());
    assertThat(health("model/second")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("resail.v1.ModelService")).isEqualTo(ServingStatus.SERVING);
    assertThat(paint("second").getLast()).isInstanceOf(SynthesisEvent.Summary.class);

    PainterStatus status = remote.status();
    assertThat(status.models()).isEqualTo(models.status().models());
    assertThat(status.files()).containsExactly("second.safetensors");
    assertThat(status.devices()).extracting(each -> each.name()).contains("cpu", "paper");
    assertThat(status.devices().getFirst().memoryBudget()).isPositive();

    remote.unload("second", Patience.endless());

    assertThat(CallFailure.of(() -> health("model/second")).code())
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure(() -> paint("second")))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN))
        .hasMessageContaining("[first]");
    assertThat(paint("first").getLast()).isInstanceOf(SynthesisEvent.Summary.class);
    assertThat(health("model/first")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void refusalsArriveAsTheyAre() {
    assertThat(failure(() -> remote.load("../second.safetensors", Patience.endless())))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .satisfies(e -> assertThat(e.subject()).contains("file"));
    assertThat(failure(() -> remote.load("none.safetensors", Patience.endless())).fault())
        .isEqualTo(Fault.UNKNOWN);
    assertThat(failure(() -> remote.unload("none", Patience.endless())).fault())
        .isEqualTo(Fault.UNKNOWN);
    assertThat(health("model/first")).isEqualTo(ServingStatus.SERVING);
  }
}
