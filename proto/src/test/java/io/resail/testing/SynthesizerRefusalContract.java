package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.UnitStore;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every synthesizer refuses before any work, and how requests end early, embedded or remote.
@Timeout(120)
public abstract class SynthesizerRefusalContract extends SynthesizerFixture {
  @Test
  void refusesAModelItDoesNotHave(SplittableRandom random) {
    Ask ask = Ask.to(map(random)).model("no such model");

    requireRefusal(Fault.UNKNOWN, "no such model", ask);
  }

  @Test
  void refusesLabelsOutsideTheCatalogue(SplittableRandom random) {
    LabelMap map = map(random);
    int[] labels = map.toLabels();
    labels[random.nextInt(labels.length)] = 77;

    FaultException refusal =
        requireRefusal(
            Fault.WRONG_INPUT, "map", Ask.to(LabelMap.of(map.width(), map.height(), labels)));
    assertThat(refusal).hasMessageContaining("77 (1 pixels)");
  }

  @Test
  void refusesAMapOfIgnoredValuesOnly() {
    int[] labels = new int[12];
    Arrays.fill(labels, CATALOG.ignoredLabels().first());

    requireRefusal(Fault.WRONG_INPUT, "map", Ask.to(LabelMap.of(4, 3, labels)));
  }

  @Test
  void refusesASizeTheModelCannotPaint(SplittableRandom random) {
    requireRefusal(Fault.WRONG_INPUT, "size", Ask.to(map(random)).size(SIZE.width() + 1, 96));
    requireRefusal(Fault.WRONG_INPUT, "size", Ask.to(map(random)).size(STRIDE << 15, STRIDE << 10));
  }

  @Test
  void refusesGuidanceOfAnotherSize(SplittableRandom random) {
    RgbImage given = picture(random, new OutputSize(64, 128));

    requireRefusal(Fault.WRONG_INPUT, "guidance_png", Ask.to(map(random)).guidance(given));
  }

  @Test
  void refusesAnotherCatalogue(SplittableRandom random) {
    Ask ask = Ask.to(map(random)).fingerprint("abc");

    requireRefusal(Fault.WRONG_INPUT, "catalog_fingerprint", ask);
  }

  private FaultException requireRefusal(Fault fault, String subject, Ask ask) {
    List<SynthesisEvent> events = new ArrayList<>();
    int asked = retriever.questions().size() + retriever.fetches().size();
    FaultException refusal =
        catchThrowableOfType(
            FaultException.class,
            () -> synthesizer.synthesize(ask.request(), Patience.endless(), events::add));
    assertThat(refusal).isNotNull();
    assertThat(refusal.fault()).isEqualTo(fault);
    assertThat(refusal.subject()).contains(subject);
    assertThat(events).isEmpty();
    assertThat(retriever.questions().size() + retriever.fetches().size()).isEqualTo(asked);
    requireGoesOn();
    return refusal;
  }

  @Test
  void endsBetweenStepsWhenTheCallerLeaves(SplittableRandom random) {
    AtomicBoolean left = new AtomicBoolean();
    retriever.afterEachSegment(() -> left.set(true));

    requireEnding(Fault.CANCELLED, Ask.to(map(random)), Patience.untilGone(left::get));
  }

  @Test
  void endsBetweenStepsWhenTheTimeIsUp(SplittableRandom random) {
    Duration allowed = Duration.ofMillis(300);
    Patience patience = Patience.of(allowed, () -> false);
    retriever.afterEachSegment(
        () -> {
          while (!patience.isOver()) {
            Thread.onSpinWait();
          }
        });

    requireEnding(Fault.TOO_LATE, Ask.to(map(random)), patience);
  }

  @Test
  void saysSoIfAUnitIsGoneBeforeItIsFetched(SplittableRandom random) {
    retriever.beforeFetch(
        () ->
            index.delete(
                List.copyOf(retriever.fetches().getFirst()), UnitStore.Acknowledgement.VISIBLE));

    requireEnding(Fault.CHANGED, Ask.to(map(random)), Patience.endless());
  }

  private void requireEnding(Fault fault, Ask ask, Patience patience) {
    List<SynthesisEvent> events = new ArrayList<>();
    FaultException ending =
        catchThrowableOfType(
            FaultException.class,
            () -> synthesizer.synthesize(ask.request(), patience, events::add));
    assertThat(ending).isNotNull();
    assertThat(ending.fault()).isEqualTo(fault);
    assertThat(of(SynthesisEvent.Summary.class, events)).isEmpty();
    retriever.afterEachSegment(() -> {});
    retriever.beforeFetch(() -> {});
    requireGoesOn();
  }

  private void requireGoesOn() {
    assertThat(of(SynthesisEvent.ImageReady.class, events(Ask.to(oneClass())))).hasSize(1);
  }

  @Test
  void endsWithWhatItsListenerFailsWith(SplittableRandom random) {
    Ask ask = Ask.to(map(random));

    assertThatThrownBy(
            () ->
                synthesizer.synthesize(
                    ask.request(),
                    Patience.endless(),
                    event -> {
                      if (event instanceof SynthesisEvent.GuidanceReady) {
                        throw new IllegalStateException("seen enough");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seen enough");
    assertThat(of(SynthesisEvent.ImageReady.class, events(ask))).hasSize(1);
  }
}
