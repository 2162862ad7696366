package io.resail.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.CheckpointFolder;
import io.resail.synth.engine.Devices;
import io.resail.synth.engine.FakePainter;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServedModelsTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(96, 96);
  private static final SynthesisRequest REQUEST =
      SynthesisRequest.of(LabelMap.of(8, 4, new int[32]));

  @TempDir private Path folder;
  private final FakePainter first = new FakePainter("first", CATALOG, SIZE);
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void write() {
    checkpoint("second", CATALOG.fingerprint()).write(folder.resolve("second.safetensors"));
    checkpoint("first", CATALOG.fingerprint()).write(folder.resolve("same.safetensors"));
    checkpoint("strange", "other classes").write(folder.resolve("strange.safetensors"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static Checkpoint checkpoint(String name, String catalogue) {
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.RESAIL,
            CATALOG.channels(),
            new NetworkSettings.Widths(2, 2, 2),
            Upsampling.NORMAL,
            96,
            1);
    return Checkpoint.untrained(name, settings, catalogue, 1);
  }

  private ServedModels models(OptionalLong budget) {
    Devices devices = Devices.cpu(2, budget);
    open.add(devices);
    ServedModels models =
        ServedModels.changing(
            List.of(first),
            BatchRules.DEFAULT,
            new ServedModels.Source(CheckpointFolder.at(folder), devices, () -> CATALOG));
    open.add(models);
    return models;
  }

  private static ResailSynthesizer synthesizer(ServedModels models) {
    return new ResailSynthesizer(new FakeRetriever(CATALOG), models, SynthesisSettings.DEFAULT);
  }

  private static FaultException failure(Runnable task) {
    return catchThrowableOfType(FaultException.class, task::run);
  }

  private static List<SynthesisEvent> events(ResailSynthesizer synthesizer, String model) {
    List<SynthesisEvent> events = new ArrayList<>();
    synthesizer.synthesize(REQUEST.withModel(model), Patience.endless(), events::add);
    return events;
  }

  @Test
  void aModelIsLoadedListedPaintedWithAndUnloaded() {
    ServedModels models = models(OptionalLong.empty());
    ResailSynthesizer synthesizer = synthesizer(models);
    assertThat(models.status().files())
        .containsExactly("same.safetensors", "second.safetensors", "strange.safetensors");

    LoadedModel loaded = models.load("second.safetensors", Patience.endless());

    assertThat(loaded.model().name()).isEqualTo("second");
    assertThat(loaded.device()).isEqualTo("cpu");
    assertThat(loaded.weightBytes()).isPositive();
    assertThat(loaded.sizes()).extracting(each -> each.size()).startsWith(SIZE);
    assertThat(loaded.sizes().getFirst().time()).isPositive();
    assertThat(loaded.sizes().getFirst().activationBytes()).isPositive();
    assertThat(models.status().models()).hasSize(2);
    assertThat(models.status().devices()).extracting(each -> each.name()).contains("cpu");
    assertThat(events(synthesizer, "second"))
        .filteredOn(SynthesisEvent.ImageReady.class::isInstance)
        .hasSize(1);

    models.unload("second", Patience.endless());

    assertThat(models.names()).containsExactly("first");
    FaultException refusal = failure(() -> events(synthesizer, "second"));
    assertThat(refusal.fault()).isEqualTo(Fault.UNKNOWN);
    assertThat(refusal).hasMessageContaining("[first]");
    models.load("second.safetensors", Patience.endless());
    events(synthesizer, "second");
  }

  @Test
  void whenTheDefaultModelGoesTheNextOneIsTheDefault() {
    ServedModels models = models(OptionalLong.empty());
    models.load("second.safetensors", Patience.endless());

    models.unload("first", Patience.endless());

    assertThat(first.isClosed()).isTrue();
    assertThat(events(synthesizer(models), "").getFirst())
        .isInstanceOfSatisfying(
            SynthesisEvent.Accepted.class, each -> assertThat(each.model()).isEqualTo("second"));
  }

  @Test
  void unloadingWaitsForWhatIsBeingPaintedAndTakesNothingNew() throws Exception {
    ServedModels models = models(OptionalLong.empty());
    ResailSynthesizer synthesizer = synthesizer(models);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<List<SynthesisEvent>> running = held(synthesizer, go);

    FaultException late =
        failure(() -> models.unload("first", Patience.of(Duration.ofMillis(30), () -> false)));
    assertThat(late.fault()).isEqualTo(Fault.TOO_LATE);
    assertThat(failure(() -> events(synthesizer, "first")).fault()).isEqualTo(Fault.UNKNOWN);
    assertThat(first.isClosed()).isFalse();
    go.countDown();

    assertThat(running.get().getLast()).isInstanceOf(SynthesisEvent.Summary.class);
    models.close();
    assertThat(first.isClosed()).isTrue();
  }

  @Test
  void unloadingEndsWhenTheLastRequestDoes() throws Exception {
    ServedModels models = models(OptionalLong.empty());
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<List<SynthesisEvent>> running = held(synthesizer(models), go);
    CompletableFuture<Void> unloading =
        CompletableFuture.runAsync(() -> models.unload("first", Patience.endless()));
    while (!models.names().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(unloading).isNotDone();
    assertThat(first.isClosed()).isFalse();
    go.countDown();

    unloading.get();
    assertThat(first.isClosed()).isTrue();
    assertThat(running.get().getLast()).isInstanceOf(SynthesisEvent.Summary.class);
  }

  private CompletableFuture<List<SynthesisEvent>> held(
      ResailSynthesizer synthesizer, CountDownLatch go)
      throws InterruptedException, ExecutionException {
    CountDownLatch begun = new CountDownLatch(1);
    first.beforeEach(
        () -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    CompletableFuture<List<SynthesisEvent>> running =
        CompletableFuture.supplyAsync(() -> events(synthesizer, "first"));
    begun.await();
    return running;
  }

  @Test
  void whatCannotBeLoadedIsRefusedAndSaysWhy() {
    ServedModels models = models(OptionalLong.empty());

    FaultException same = failure(() -> models.load("same.safetensors", Patience.endless()));
    assertThat(same.fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(same).hasMessageContaining("unload it first");
    FaultException strange = failure(() -> models.load("strange.safetensors", Patience.endless()));
    assertThat(strange.fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(strange).hasMessageContaining("other classes");
    FaultException none = failure(() -> models.unload("none", Patience.endless()));
    assertThat(none.fault()).isEqualTo(Fault.UNKNOWN);
    assertThat(none).hasMessageContaining("[first]");
    assertThat(models.names()).containsExactly("first");
  }

  @Test
  void aModelThatDoesNotFitBesideTheOthersIsRefusedWithTheNumbers() {
    first.budget(Long.MAX_VALUE, 5 << 20);
    long wanted =
        checkpoint("second", "").counted().weightBytes()
            + checkpoint("second", "").counted().activationBytes();
    ServedModels tight = models(OptionalLong.of((5 << 20) + wanted - 1));

    FaultException refusal = failure(() -> tight.load("second.safetensors", Patience.endless()));

    assertThat(refusal.fault()).isEqualTo(Fault.BUSY);
    assertThat(refusal)
        .hasMessageContaining((wanted >> 20) + " MiB")
        .hasMessageContaining("5 of ")
        .hasMessageContaining("unload one first");
    tight.unload("first", Patience.endless());
    tight.load("second.safetensors", Patience.endless());
  }

  @Test
  void modelsThatAreFixedStay() {
    ServedModels fixed = ServedModels.fixed(List.of(first), BatchRules.DEFAULT);

    for (Runnable wish :
        List.<Runnable>of(
            () -> fixed.load("second.safetensors", Patience.endless()),
            () -> fixed.unload("first", Patience.endless()))) {
      assertThat(failure(wish).fault()).isEqualTo(Fault.WRONG_INPUT);
      assertThat(failure(wish)).hasMessageContaining("fixed");
    }
    assertThat(fixed.status().files()).isEmpty();
    fixed.close();
    assertThat(first.isClosed()).isTrue();
  }
}
