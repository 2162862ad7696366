package io.resail.synth.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatcherTest {
  private static final BatchRules RULES = new BatchRules(2, Duration.ZERO, 3);

  /// Work that says which batch it has and then waits to be let go.
  private final SynchronousQueue<List<String>> begun = new SynchronousQueue<>();
  private final SynchronousQueue<Boolean> go = new SynchronousQueue<>();
  private final Batcher<String, String> batcher =
      new Batcher<>("test", RULES, String::length, this::work);

  private List<String> work(List<String> batch) {
    try {
      begun.put(batch);
      if (!go.take()) {
        throw new IllegalStateException("asked to fail");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return batch.stream().map(item -> item + "!").toList();
  }

  @AfterEach
  void close() {
    batcher.close();
  }

  private Promise<String> submit(String item, Patience patience) {
    return batcher.reserve(1).submit(item, patience);
  }

  private static void requireFault(Fault fault, Promise<String> promise) {
    assertThatThrownBy(promise::await)
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void eachCallerGetsItsOwnOutcome() throws InterruptedException {
    Promise<String> first = submit("a", Patience.endless());
    assertThat(begun.take()).containsExactly("a");
    Promise<String> second = submit("b", Patience.endless());
    Promise<String> third = submit("c", Patience.endless());
    go.put(true);
    assertThat(begun.take()).containsExactly("b", "c");
    go.put(true);

    assertThat(first.await().value()).isEqualTo("a!");
    assertThat(third.await().value()).isEqualTo("c!");
    assertThat(second.await().value()).isEqualTo("b!");
    assertThat(first.await().batch()).isEqualTo(0);
    assertThat(second.await().batch()).isEqualTo(third.await().batch()).isEqualTo(1);
  }

  @Test
  void aFullQueueRefusesAtOnceWhileTheWorkerIsBusy() throws InterruptedException {
    Promise<String> first = submit("a", Patience.endless());
    begun.take();
    try (Places<String, String> places = batcher.reserve(3)) {
      assertThatThrownBy(() -> batcher.reserve(1))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BUSY));
      places.submit("b", Patience.endless());
    }
    assertThat(batcher.queued()).isZero();
    batcher.reserve(3).close();
    go.put(true);
    assertThat(first.await().value()).isEqualTo("a!");
  }

  @Test
  void aCallerWhoLeavesIsNotWorkedFor() throws InterruptedException {
    AtomicBoolean left = new AtomicBoolean();
    submit("a", Patience.endless());
    begun.take();
    Promise<String> leaving = submit("b", Patience.untilGone(left::get));
    left.set(true);
    requireFault(Fault.CANCELLED, leaving);
    Promise<String> late = submit("c", Patience.of(Duration.ofMillis(1), () -> false));
    requireFault(Fault.TOO_LATE, late);
    Promise<String> last = submit("d", Patience.endless());
    go.put(true);

    assertThat(begun.take()).containsExactly("d");
    go.put(true);
    assertThat(last.await().value()).isEqualTo("d!");
  }

  @Test
  void aBatchThatFailsIsToldToItsCallersAndTheNextOneIsWorkedOn() throws InterruptedException {
    Promise<String> failing = submit("a", Patience.endless());
    begun.take();
    go.put(false);
    requireFault(Fault.BROKEN, failing);

    Promise<String> next = submit("b", Patience.endless());
    begun.take();
    go.put(true);
    assertThat(next.await().value()).isEqualTo("b!");
  }

  @Test
  void closingEndsTheCurrentBatchAndSendsTheRestAway() throws InterruptedException {
    Promise<String> current = submit("a", Patience.endless());
    begun.take();
    Promise<String> waiting = submit("b", Patience.endless());
    CountDownLatch closed = new CountDownLatch(1);
    Thread.startVirtualThread(
        () -> {
          batcher.close();
          closed.countDown();
        });
    while (true) {
      try {
        batcher.reserve(1).close();
        Thread.onSpinWait();
      } catch (FaultException e) {
        assertThat(e.fault()).isEqualTo(Fault.AWAY);
        break;
      }
    }
    assertThat(closed.getCount()).isEqualTo(1);
    go.put(true);

    assertThat(current.await().value()).isEqualTo("a!");
    requireFault(Fault.AWAY, waiting);
    closed.await();
  }

  @Test
  void worksForManyCallersAtOnce() throws InterruptedException {
    try (Batcher<Integer, Integer> doubling =
        new Batcher<>(
            "doubling",
            new BatchRules(8, Duration.ofMillis(1), 1000),
            _ -> "one kind",
            batch -> batch.stream().map(i -> 2 * i).toList())) {
      List<Thread> callers = new ArrayList<>();
      List<Integer> wrong = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int item = i;
        callers.add(
            Thread.startVirtualThread(
                () -> {
                  try (Places<Integer, Integer> places = doubling.reserve(1)) {
                    int value = places.submit(item, Patience.endless()).await().value();
                    if (value != 2 * item) {
                      synchronized (wrong) {
                        wrong.add(item);
                      }
                    }
                  }
                }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(wrong).isEmpty();
      assertThat(doubling.queued()).isZero();
    }
  }

  /// Each of two batches is held until the other has begun: with one worker this would not end.
  @Test
  void severalWorkersWorkSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    try (Batcher<String, String> two =
        new Batcher<>(
            "two",
            2,
            new BatchRules(1, Duration.ZERO, 4),
            String::length,
            batch -> {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return batch;
            })) {
      Promise<String> first = two.reserve(1).submit("a", Patience.endless());
      Promise<String> second = two.reserve(1).submit("b", Patience.endless());

      assertThat(first.await().value()).isEqualTo("a");
      assertThat(second.await().value()).isEqualTo("b");
      assertThat(first.await().batch()).isNotEqualTo(second.await().batch());
    }
  }

  @Test
  void refusesRulesThatCannotBeKept() {
    assertThatThrownBy(() -> new BatchRules(0, Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BatchRules.DEFAULT).isEqualTo(new BatchRules(1, Duration.ZERO, 64));
  }
}
