package io.resail.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.UnitFilter;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.FakePainter;
import io.resail.synth.engine.Painter;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synthesis.Choice;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.testing.Seeds;
import io.resail.testing.Units;
import io.resail.testing.WatchedRetriever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What only the embedded synthesizer can show: its queue, its settings, its painters.
@ExtendWith(Seeds.class)
@Timeout(60)
class ResailSynthesizerTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(64, 32);
  private static final LabelMap MAP = LabelMap.of(8, 4, new int[32]);

  private final WatchedRetriever retriever;
  private final FakePainter painter = new FakePainter("first", CATALOG, SIZE);
  private final List<ResailSynthesizer> open = new ArrayList<>();

  ResailSynthesizerTest(SplittableRandom random) {
    retriever = new WatchedRetriever(FakeRetriever.of(CATALOG, Units.many(random, CATALOG, 20)));
  }

  @AfterEach
  void close() {
    open.forEach(ResailSynthesizer::close);
  }

  private ResailSynthesizer open(SynthesisSettings settings, Painter... painters) {
    ResailSynthesizer synthesizer = new ResailSynthesizer(retriever, List.of(painters), settings);
    open.add(synthesizer);
    return synthesizer;
  }

  private static SynthesisSettings settings(int mostRequests, BatchRules batches) {
    return new SynthesisSettings(1 << 20, 1 << 20, 64, mostRequests, batches);
  }

  private static SynthesisRequest request(
      String model, int variants, boolean guidanceOnly, Optional<OutputSize> size) {
    return request(MAP, model, variants, guidanceOnly, size);
  }

  private static SynthesisRequest request(
      LabelMap map, String model, int variants, boolean guidanceOnly, Optional<OutputSize> size) {
    return new SynthesisRequest(
        "",
        map,
        Optional.empty(),
        model,
        size,
        IntStream.range(0, variants).<Choice>mapToObj(Choice.Rank::new).toList(),
        Optional.empty(),
        guidanceOnly,
        UnitFilter.NONE,
        0);
  }

  private static SynthesisRequest images(int variants) {
    return request("", variants, false, Optional.empty());
  }

  private static List<SynthesisEvent> events(
      ResailSynthesizer synthesizer, SynthesisRequest request) {
    List<SynthesisEvent> events = new ArrayList<>();
    synthesizer.synthesize(request, Patience.endless(), events::add);
    return events;
  }

  private static FaultException failure(
      ResailSynthesizer synthesizer, SynthesisRequest request, Patience patience) {
    return catchThrowableOfType(
        FaultException.class, () -> synthesizer.synthesize(request, patience, _ -> {}));
  }

  @Test
  void paintsTheVariantsOfARequestTogether() {
    BatchRules patient = new BatchRules(4, Duration.ofSeconds(30), 16);

    events(open(settings(4, patient), painter), images(4));

    assertThat(painter.batches()).containsExactly(4);
  }

  /// Two segments side by side: by one rule their inner edges fade to black, by the other not.
  @Test
  void composesGuidanceAsTheModelReadsIt() {
    LabelMap halves = LabelMap.of(8, 4, IntStream.range(0, 32).map(i -> i % 8 / 4).toArray());
    SynthesisRequest request = request(halves, "", 1, true, Optional.empty());
    ResailSynthesizer synthesizer = open(SynthesisSettings.DEFAULT, painter);

    RgbImage intended = guidance(synthesizer, request);
    painter.reads(GuidanceRule.FITTED);
    RgbImage fitted = guidance(synthesizer, request);
    painter.reads(GuidanceRule.INTENDED);

    assertThat(fitted).isNotEqualTo(intended);
    assertThat(guidance(synthesizer, request)).isEqualTo(intended);
  }

  private static RgbImage guidance(ResailSynthesizer synthesizer, SynthesisRequest request) {
    return events(synthesizer, request).stream()
        .filter(SynthesisEvent.GuidanceReady.class::isInstance)
        .map(event -> ((SynthesisEvent.GuidanceReady) event).guidance())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void paintsWithTheModelAskedFor() {
    FakePainter second = new FakePainter("second", CATALOG, new OutputSize(32, 32));
    ResailSynthesizer both = open(SynthesisSettings.DEFAULT, painter, second);

    List<SynthesisEvent> events = events(both, request("second", 1, false, Optional.empty()));

    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            SynthesisEvent.Accepted.class,
            accepted -> {
              assertThat(accepted.model()).isEqualTo("second");
              assertThat(accepted.size()).isEqualTo(new OutputSize(32, 32));
            });
    assertThat(painter.batches()).isEmpty();
    assertThat(second.batches()).containsExactly(1);
    assertThat(both.models()).extracting(ModelDescription::name).containsExactly("first", "second");
  }

  @Test
  void refusesBeforeAnyWorkWhenTheQueueIsFull() throws InterruptedException {
    ResailSynthesizer synthesizer = open(settings(8, new BatchRules(1, Duration.ZERO, 2)), painter);
    CountDownLatch go = new CountDownLatch(1);
    Thread first = painting(synthesizer, images(2), go);
    int asked = retriever.questions().size();

    FaultException refusal = failure(synthesizer, images(2), Patience.endless());

    assertThat(refusal.fault()).isEqualTo(Fault.BUSY);
    assertThat(retriever.questions()).hasSize(asked);
    go.countDown();
    first.join();
    assertThat(events(synthesizer, images(2))).isNotEmpty();
  }

  @Test
  void refusesMoreRequestsAtOnceThanItMayWorkOn() {
    ResailSynthesizer synthesizer = open(settings(1, BatchRules.DEFAULT), painter);
    List<FaultException> refusals = new ArrayList<>();

    synthesizer.synthesize(
        images(1),
        Patience.endless(),
        event -> {
          if (event instanceof SynthesisEvent.Accepted) {
            refusals.add(failure(synthesizer, images(1), Patience.endless()));
          }
        });

    assertThat(refusals).extracting(FaultException::fault).containsExactly(Fault.BUSY);
    assertThat(events(synthesizer, images(1))).isNotEmpty();
  }

  @Test
  void aRequestWhoseCallerLeavesInTheQueueIsNotPainted() throws InterruptedException {
    ResailSynthesizer synthesizer = open(settings(8, new BatchRules(1, Duration.ZERO, 8)), painter);
    CountDownLatch go = new CountDownLatch(1);
    Thread first = painting(synthesizer, images(1), go);
    AtomicBoolean left = new AtomicBoolean();
    List<SynthesisEvent> seen = new ArrayList<>();

    FaultException ending =
        catchThrowableOfType(
            FaultException.class,
            () ->
                synthesizer.synthesize(
                    images(3),
                    Patience.untilGone(left::get),
                    event -> {
                      seen.add(event);
                      left.set(
                          event instanceof SynthesisEvent.GuidanceReady ready
                              && ready.variant() == 2);
                    }));

    assertThat(ending.fault()).isEqualTo(Fault.CANCELLED);
    assertThat(seen).noneMatch(SynthesisEvent.ImageReady.class::isInstance);
    go.countDown();
    first.join();
    events(synthesizer, images(1));
    assertThat(painter.batches()).containsExactly(1, 1);
  }

  @Test
  void aDeadlineEndsTheWaitForTheDevice() throws InterruptedException {
    ResailSynthesizer synthesizer = open(settings(8, new BatchRules(1, Duration.ZERO, 8)), painter);
    CountDownLatch go = new CountDownLatch(1);
    painter.beforeEach(() -> awaitUninterruptibly(go));

    FaultException ending =
        failure(synthesizer, images(2), Patience.of(Duration.ofMillis(50), () -> false));

    assertThat(ending.fault()).isEqualTo(Fault.TOO_LATE);
    go.countDown();
    painter.beforeEach(() -> {});
    assertThat(events(synthesizer, images(1))).isNotEmpty();
  }

  @Test
  void composesGuidanceWithoutAnyModel() {
    ResailSynthesizer synthesizer = open(SynthesisSettings.DEFAULT);

    List<SynthesisEvent> events = events(synthesizer, request("", 1, true, Optional.empty()));

    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            SynthesisEvent.Accepted.class,
            accepted -> {
              assertThat(accepted.model()).isEmpty();
              assertThat(accepted.size()).isEqualTo(new OutputSize(8, 4));
            });
    assertThat(failure(synthesizer, images(1), Patience.endless()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN))
        .hasMessageContaining("guidance only");
    assertThat(synthesizer.models()).isEmpty();
  }

  @Test
  void guidanceAloneMayHaveAnySize() {
    List<SynthesisEvent> events =
        events(
            open(SynthesisSettings.DEFAULT, painter),
            request("", 1, true, Optional.of(new OutputSize(33, 17))));

    assertThat(events)
        .filteredOn(SynthesisEvent.GuidanceReady.class::isInstance)
        .singleElement()
        .extracting(event -> ((SynthesisEvent.GuidanceReady) event).guidance().width())
        .isEqualTo(33);
  }

  @Test
  void aModelForOtherClassesIsTheOperatorsFault() {
    FakePainter strange = new FakePainter("strange", Catalogs.of(InstanceRule.ADE20K), SIZE);

    FaultException refusal =
        failure(open(SynthesisSettings.DEFAULT, strange), images(1), Patience.endless());

    assertThat(refusal.fault()).isEqualTo(Fault.DAMAGED);
    assertThat(refusal.subject()).contains("strange");
    assertThat(retriever.questions()).isEmpty();
  }

  @Test
  void refusesMapsImagesAndVariantsBeyondItsLimits() {
    SynthesisSettings tight = new SynthesisSettings(31, 2048, 3, 4, BatchRules.DEFAULT);
    assertThat(failure(open(tight, painter), images(1), Patience.endless()).subject())
        .contains("map");

    SynthesisSettings small = new SynthesisSettings(32, 2047, 3, 4, BatchRules.DEFAULT);
    assertThat(failure(open(small, painter), images(1), Patience.endless()).subject())
        .contains("size");
    assertThat(failure(open(tight, painter), images(4), Patience.endless()).subject())
        .contains("map");
    assertThat(failure(open(small, painter), images(4), Patience.endless()).subject())
        .contains("variants");
    BatchRules two = new BatchRules(1, Duration.ZERO, 2);
    assertThat(failure(open(settings(1, two), painter), images(3), Patience.endless()).subject())
        .contains("variants");
  }

  @Test
  void saysHowLongEachStageTook() {
    painter.beforeEach(
        () -> {
          long end = System.nanoTime() + Duration.ofMillis(20).toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    var timings =
        ((SynthesisEvent.Summary)
                events(open(SynthesisSettings.DEFAULT, painter), images(2)).getLast())
            .timings();

    assertThat(timings.paint()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    assertThat(timings.total()).isGreaterThanOrEqualTo(timings.paint());
    assertThat(timings.retrieve()).isPositive();
    assertThat(timings.assemble()).isPositive();
    assertThat(timings.queue()).isGreaterThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void closesItsPainters() {
    open(SynthesisSettings.DEFAULT, painter).close();

    assertThat(painter.isClosed()).isTrue();
  }

  @Test
  void refusesModelsOfOneName() {
    FakePainter same = new FakePainter("first", CATALOG, SIZE);

    assertThatThrownBy(() -> open(SynthesisSettings.DEFAULT, painter, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no two alike");
  }

  @Test
  void defaultsAreThese() {
    assertThat(SynthesisSettings.DEFAULT)
        .isEqualTo(
            new SynthesisSettings(
                16_777_216, 1_048_576, 64, 32, new BatchRules(1, Duration.ZERO, 64)));
  }

  /// Has the painter begin with a request and stay at it until told to go.
  private Thread painting(
      ResailSynthesizer synthesizer, SynthesisRequest request, CountDownLatch go)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    painter.beforeEach(
        () -> {
          begun.countDown();
          awaitUninterruptibly(go);
        });
    Thread caller = Thread.startVirtualThread(() -> events(synthesizer, request));
    begun.await();
    return caller;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
