package io.resail.synth.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class BatchQueueTest {
  private static final Duration WAIT = Duration.ofMillis(10);

  private final BatchQueue<String, String> queue = new BatchQueue<>(new BatchRules(3, WAIT, 5));
  private long now = 1_000;

  private Pending<String, String> add(String item) {
    return add(item, Patience.endless());
  }

  private Pending<String, String> add(String item, Patience patience) {
    Pending<String, String> pending = new Pending<>(item, item.charAt(0), patience, now);
    queue.announce(1);
    queue.add(pending);
    return pending;
  }

  private List<String> take() {
    return queue.take(now).stream().map(Pending::item).toList();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void closesABatchWhenItIsFull() {
    add("a1");
    add("a2");
    assertThat(take()).isEmpty();

    add("a3");
    add("a4");

    assertThat(take()).containsExactly("a1", "a2", "a3");
    assertThat(take()).isEmpty();
    assertThat(queue.length()).isEqualTo(1);
  }

  @Test
  void closesABatchWhenItsFirstHasWaitedLongEnough() {
    add("a1");
    pass(WAIT.dividedBy(2));
    add("a2");
    assertThat(queue.untilDue(now)).isEqualTo(WAIT.dividedBy(2).toNanos());
    pass(WAIT.dividedBy(2).minusNanos(1));
    assertThat(take()).isEmpty();

    pass(Duration.ofNanos(1));

    assertThat(take()).containsExactly("a1", "a2");
    assertThat(queue.untilDue(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void onlyItemsOfOneKindShareABatch() {
    add("a1");
    add("b1");
    add("a2");
    pass(WAIT);

    assertThat(take()).containsExactly("a1", "a2");
    assertThat(take()).containsExactly("b1");
  }

  @Test
  void aFullBatchDoesNotWaitForAnOlderItemOfAnotherKind() {
    add("a1");
    List.of("b1", "b2", "b3").forEach(this::add);

    assertThat(take()).containsExactly("b1", "b2", "b3");
    assertThat(take()).isEmpty();
  }

  @Test
  void refusesWhenEveryPlaceIsTakenOrAnnounced() {
    queue.announce(2);
    List.of("a1", "a2", "a3").forEach(this::add);

    assertThatThrownBy(() -> queue.announce(1))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.BUSY);
              assertThat(e).hasMessageContaining("5 of 5 places");
            });
    queue.renounce(1);
    queue.announce(1);
  }

  @Test
  void refusesMorePlacesThanThereAreAltogether() {
    assertThatThrownBy(() -> queue.announce(6)).isInstanceOf(FaultException.class);
    queue.announce(5);
  }

  @Test
  void deadItemsLeaveUnworkedAndMakeRoom() {
    AtomicBoolean left = new AtomicBoolean();
    Patience leaving = Patience.untilGone(left::get);
    Patience short5 = Patience.of(Duration.ofMillis(5), () -> false, () -> now);
    add("a1", leaving);
    add("a2", short5);
    add("a3", leaving);
    add("a4");
    add("a5");
    left.set(true);
    pass(Duration.ofMillis(6));

    queue.announce(3);
    pass(WAIT);

    assertThat(take()).containsExactly("a4", "a5");
  }

  @Test
  void deadItemsDoNotFillABatch() {
    AtomicBoolean left = new AtomicBoolean();
    add("a1", Patience.untilGone(left::get));
    add("a2");
    add("a3");
    left.set(true);

    assertThat(take()).isEmpty();
  }

  @RepeatedTest(50)
  void losesNoneAndKeepsTheOrderOfEachKind(SplittableRandom random) {
    BatchRules rules =
        new BatchRules(1 + random.nextInt(4), Duration.ofNanos(random.nextInt(20)), 1000);
    BatchQueue<Integer, String> numbers = new BatchQueue<>(rules);
    int total = random.nextInt(100);
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < total || numbers.length() > 0; now++) {
      if (i < total && random.nextBoolean()) {
        numbers.announce(1);
        numbers.add(new Pending<>(i, i % 3, Patience.endless(), now));
        i++;
      }
      List<Pending<Integer, String>> batch = numbers.take(now);
      assertThat(batch).hasSizeLessThanOrEqualTo(rules.maxSize());
      assertThat(batch.stream().map(Pending::kind).distinct()).hasSizeLessThanOrEqualTo(1);
      batch.forEach(pending -> taken.add(pending.item()));
    }

    assertThat(taken).hasSize(total);
    for (int kind = 0; kind < 3; kind++) {
      int wanted = kind;
      assertThat(taken.stream().filter(i -> i % 3 == wanted).toList()).isSorted();
    }
  }
}
