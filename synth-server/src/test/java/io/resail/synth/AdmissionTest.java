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
import io.resail.synth.engine.FakePainter;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisRequest;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import io.resail.testing.WatchedRetriever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is refused before any work because it could not be had in memory or in time, and what is
/// painted together.
@Timeout(60)
class AdmissionTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final OutputSize SIZE = new OutputSize(64, 32);
  private static final SynthesisRequest REQUEST =
      SynthesisRequest.of(LabelMap.of(8, 4, new int[32]));
  private static final long MEBI = 1 << 20;

  private final FakePainter painter = new FakePainter("first", CATALOG, SIZE);
  private final FakePainter other = new FakePainter("other", CATALOG, SIZE);
  private final WatchedRetriever retriever = new WatchedRetriever(new FakeRetriever(CATALOG));
  private final List<ResailSynthesizer> open = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void close() {
    go.countDown();
    open.forEach(ResailSynthesizer::close);
  }

  private ResailSynthesizer open(BatchRules batches) {
    ResailSynthesizer opened =
        new ResailSynthesizer(
            retriever,
            List.of(painter, other),
            new SynthesisSettings(1 << 20, 1 << 20, 64, 16, batches));
    open.add(opened);
    return opened;
  }

  private static Patience within(long millis) {
    return Patience.of(Duration.ofMillis(millis), () -> false);
  }

  private FaultException refusal(
      ResailSynthesizer synthesizer, SynthesisRequest request, Patience patience) {
    int asked = retriever.questions().size();
    FaultException refusal =
        catchThrowableOfType(
            FaultException.class, () -> synthesizer.synthesize(request, patience, _ -> {}));
    assertThat(refusal).isNotNull();
    assertThat(retriever.questions()).hasSize(asked);
    return refusal;
  }

  /// Has a painter begin with a request and stay at it until told to go.
  private Thread held(ResailSynthesizer synthesizer, FakePainter by) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    by.beforeEach(
        () -> {
          begun.countDown();
          await(go);
        });
    Thread caller =
        Thread.startVirtualThread(
            () ->
                synthesizer.synthesize(
                    REQUEST.withModel(by.model().name()), Patience.endless(), _ -> {}));
    begun.await();
    return caller;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anImageThatDoesNotFitBesideTheWeightsIsRefusedWithTheNumbers() {
    painter.budget(1000 * MEBI, 300 * MEBI);
    other.budget(1000 * MEBI, 200 * MEBI);
    painter.predicts(501 * MEBI, Duration.ZERO);

    FaultException refusal = refusal(open(BatchRules.DEFAULT), REQUEST, Patience.endless());

    assertThat(refusal.fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(refusal.subject()).contains("size");
    assertThat(refusal)
        .hasMessageContaining("64 x 32")
        .hasMessageContaining("501 MiB")
        .hasMessageContaining("500 MiB of weights")
        .hasMessageContaining("1000 MiB");
    painter.predicts(500 * MEBI, Duration.ZERO);
    open.getFirst().synthesize(REQUEST, Patience.endless(), _ -> {});
    assertThat(painter.batches()).containsExactly(1);
  }

  @Test
  void aDeadlineShorterThanPaintingIsRefusedAtOnce() {
    painter.predicts(0, Duration.ofSeconds(50));

    FaultException refusal = refusal(open(BatchRules.DEFAULT), REQUEST, within(20_000));

    assertThat(refusal.fault()).isEqualTo(Fault.TOO_LATE);
    assertThat(refusal).hasMessageContaining("50000 ms").hasMessageContaining("allow more time");
    open.getFirst().synthesize(REQUEST, Patience.endless(), _ -> {});
  }

  @Test
  void aStalePredictionKeepsNobodyOutOfAnIdleDevice() {
    painter.predicts(0, Duration.ofSeconds(50));
    Ledger ledger = new Ledger();
    Admission admission = new Admission(painter, ledger, SIZE, 1);

    admission.requireTime(within(20_000), Duration.ofMinutes(1));
    Ledger.Debt busy = ledger.owe(Duration.ofSeconds(1), 1);
    assertThat(
            catchThrowableOfType(
                FaultException.class,
                () -> admission.requireTime(within(20_000), Duration.ofMinutes(1))))
        .isNotNull();
    busy.close();
    assertThat(
            catchThrowableOfType(
                FaultException.class,
                () -> admission.requireTime(within(20_000), Duration.ofSeconds(1))))
        .isNotNull();
  }

  @Test
  void aQueueThatIsTooLongForTheDeadlineIsRefusedAtOnceWhicheverModelItIsOf()
      throws InterruptedException {
    ResailSynthesizer synthesizer = open(BatchRules.DEFAULT);
    painter.predicts(0, Duration.ofSeconds(40));
    other.predicts(0, Duration.ofSeconds(40));
    Thread first = held(synthesizer, other);

    FaultException refusal = refusal(synthesizer, REQUEST, within(60_000));

    assertThat(refusal.fault()).isEqualTo(Fault.BUSY);
    assertThat(refusal)
        .hasMessageContaining("40000 ms after 40000 ms for 1 images")
        .hasMessageContaining("try again later");
    go.countDown();
    first.join();
    synthesizer.synthesize(REQUEST, within(60_000), _ -> {});
    assertThat(painter.batches()).containsExactly(1);
  }

  @Test
  void requestsOfOneSizeAreGroupedAndThoseOfOthersAreNot() throws InterruptedException {
    ResailSynthesizer synthesizer = open(new BatchRules(4, Duration.ZERO, 16));
    Thread first = held(synthesizer, painter);
    List<Thread> callers = new ArrayList<>();
    OutputSize large = new OutputSize(96, 32);
    for (SynthesisRequest request :
        List.of(REQUEST, sized(large), REQUEST, sized(large), REQUEST)) {
      callers.add(
          Thread.startVirtualThread(
              () -> synthesizer.synthesize(request, Patience.endless(), _ -> {})));
    }
    while (synthesizer.status().models().getFirst().queued() < 5) {
      Thread.onSpinWait();
    }
    go.countDown();
    first.join();
    for (Thread each : callers) {
      each.join();
    }

    assertThat(painter.batches()).startsWith(1).containsExactlyInAnyOrder(1, 3, 2);
  }

  private static SynthesisRequest sized(OutputSize size) {
    return new SynthesisRequest(
        "",
        REQUEST.map(),
        REQUEST.catalogFingerprint(),
        "",
        Optional.of(size),
        REQUEST.variants(),
        REQUEST.guidance(),
        false,
        REQUEST.filter(),
        0);
  }
}
