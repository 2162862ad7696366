package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.Patience;
import io.resail.retrieval.Answer;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How every [Retriever] treats its callers: those who leave, are late, fail, or come all at once.
public abstract class CallerContract extends IndexContract {
  @Test
  void stopsBetweenSegmentsWhenTheCallerLeaves(SplittableRandom random) {
    holding(Units.many(random, CATALOG, 20));
    AtomicBoolean gone = new AtomicBoolean();
    List<SegmentMatches> told = new ArrayList<>();

    refuses(
        Fault.CANCELLED,
        "",
        () ->
            retriever()
                .retrieve(
                    masks(segment(random, 1), segment(random, 2), segment(random, 3)),
                    Patience.untilGone(gone::get),
                    answer -> {
                      told.add(answer);
                      gone.set(true);
                    }));
    assertThat(told).hasSize(1);
  }

  @Test
  void stopsBetweenSegmentsWhenTheTimeIsUp(SplittableRandom random) {
    holding(Units.many(random, CATALOG, 20));
    FakeClock clock = new FakeClock();
    List<SegmentMatches> told = new ArrayList<>();

    refuses(
        Fault.TOO_LATE,
        "",
        () ->
            retriever()
                .retrieve(
                    masks(segment(random, 1), segment(random, 2), segment(random, 3)),
                    clock.patience(Duration.ofMinutes(1)),
                    answer -> {
                      told.add(answer);
                      clock.advance(Duration.ofMinutes(2));
                    }));
    assertThat(told).hasSize(1);
  }

  @Test
  void aQuestionThatIsLateAlreadyIsNotAsked(SplittableRandom random) {
    FakeClock clock = new FakeClock();
    Patience patience = clock.patience(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(2));

    refuses(Fault.TOO_LATE, "", () -> retriever().retrieve(masks(segment(random, 1)), patience));
    refuses(Fault.TOO_LATE, "", () -> retriever().fetch(List.of("a"), patience, unit -> {}));
  }

  @Test
  void segmentsLeftWhenTheTimeAllowedEndsAreAnsweredSo(SplittableRandom random) {
    holding(Units.many(random, CATALOG, 20));
    RetrievalRequest hurried =
        new RetrievalRequest(
            masks(segment(random, 1), segment(random, 2)).query(),
            Optional.empty(),
            10,
            UnitFilter.NONE,
            0,
            Optional.of(Duration.ZERO));

    assertThat(answers(hurried))
        .hasSize(2)
        .allSatisfy(answer -> assertThat(answer.answer()).isInstanceOf(Answer.OutOfTime.class));
  }

  @Test
  void aListenerThatFailsEndsTheQuestionWithItsOwnFailure(SplittableRandom random) {
    FakeRetriever exhaustive = holding(Units.many(random, CATALOG, 20));
    IllegalStateException own = new IllegalStateException("the listener's own");

    assertThatThrownBy(
            () ->
                retriever()
                    .retrieve(
                        masks(segment(random, 1), segment(random, 2)),
                        Patience.endless(),
                        answer -> {
                          throw own;
                        }))
        .isSameAs(own);
    answersAs(exhaustive, map(random));
  }

  @Test
  void questionsSideBySideAreAnsweredAsAlone(SplittableRandom random) throws Exception {
    FakeRetriever exhaustive = holding(Units.many(random, CATALOG, 30));
    List<Callable<Void>> questions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RetrievalRequest request = map(random.split());
      questions.add(
          () -> {
            answersAs(exhaustive, request);
            return null;
          });
    }

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> answered : callers.invokeAll(questions)) {
        answered.get();
      }
    }
  }

  @Test
  void stopsFetchingWhenTheCallerLeaves(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 6);
    holding(units);
    AtomicBoolean gone = new AtomicBoolean();
    List<RetrievalUnit> fetched = new ArrayList<>();

    refuses(
        Fault.CANCELLED,
        "",
        () ->
            retriever()
                .fetch(
                    ids(units),
                    Patience.untilGone(gone::get),
                    unit -> {
                      fetched.add(unit);
                      gone.set(true);
                    }));
    assertThat(fetched).hasSize(1);
  }
}
