package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class BatchesTest {
  private record Made(int example, long chance) {}

  private static Batches<Made> batches(int examples, int size, long seed, long step, int workers) {
    return new Batches<>(
        examples, size, seed, step, workers, (e, random) -> new Made(e, random.nextLong()));
  }

  @RepeatedTest(10)
  void everyRoundShowsEveryExampleOnce(SplittableRandom random, long seed) {
    int examples = 1 + random.nextInt(20);
    try (Batches<Made> batches = batches(examples, examples, seed, 0, 2)) {
      for (int round = 0; round < 3; round++) {
        assertThat(batches.next().stream().map(Made::example).toList())
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, examples).boxed().toList());
      }
    }
  }

  @RepeatedTest(10)
  void aLaterStartSeesTheSameSamples(SplittableRandom random, long seed) {
    int examples = 1 + random.nextInt(10);
    int size = 1 + random.nextInt(4);
    int later = random.nextInt(10);
    List<List<Made>> whole = new ArrayList<>();
    try (Batches<Made> batches = batches(examples, size, seed, 0, 1)) {
      for (int step = 0; step < later + 3; step++) {
        whole.add(batches.next());
      }
    }

    try (Batches<Made> batches = batches(examples, size, seed, later, 3)) {
      for (int step = later; step < later + 3; step++) {
        assertThat(batches.next()).isEqualTo(whole.get(step));
      }
    }
  }

  @Test
  void roundsAndSamplesDiffer() {
    try (Batches<Made> batches = batches(50, 50, 1, 0, 2)) {
      List<Made> first = batches.next();
      List<Made> second = batches.next();

      assertThat(first.stream().map(Made::example).toList())
          .isNotEqualTo(second.stream().map(Made::example).toList());
      assertThat(first.stream().map(Made::chance).distinct().count()).isEqualTo(50);
    }
  }

  @Test
  void passesOnWhatASampleMet() {
    FaultException failure = new FaultException(Fault.DAMAGED, "unit 7 is broken");
    try (Batches<Made> batches =
        new Batches<>(
            1,
            1,
            1,
            0,
            1,
            (e, random) -> {
              throw failure;
            })) {
      assertThatThrownBy(batches::next).isSameAs(failure);
    }
  }

  @Test
  void refusesToDrawFromNothing() {
    assertThatThrownBy(() -> batches(0, 1, 1, 0, 1)).hasMessageContaining("at least 1");
  }
}
