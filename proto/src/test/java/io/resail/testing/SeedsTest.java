package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class SeedsTest {
  private static final Set<Long> SEEN = new HashSet<>();

  @RepeatedTest(5)
  void everyRepetitionAndParameterHasItsOwnSeed(SplittableRandom random, long seed) {
    assertThat(SEEN.add(seed)).isTrue();
    assertThat(SEEN.add(random.nextLong())).isTrue();
  }

  @Test
  void theGivenSeedIsTheRoot() {
    assertThat(Seeds.rootOf(" -42 ", 7)).isEqualTo(-42);
    assertThat(Seeds.rootOf("", 7)).isNotEqualTo(Seeds.rootOf("", 8));
  }

  @Test
  void aTestDerivesTheSameSeedFromTheSameRoot() {
    assertThat(Seeds.derive(5, "a test", 0)).isEqualTo(Seeds.derive(5, "a test", 0));
    assertThat(Seeds.derive(5, "a test", 0))
        .isNotEqualTo(Seeds.derive(5, "a test", 1))
        .isNotEqualTo(Seeds.derive(6, "a test", 0))
        .isNotEqualTo(Seeds.derive(5, "another", 0));
  }

  @Test
  void aFailureSaysHowToRepeatIt() {
    AssertionError failure = new AssertionError("1 is not 2");

    assertThat(Seeds.withHint(failure, 99)).isSameAs(failure);
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(hint -> assertThat(hint).hasMessage("repeat with -Dseed=99"));
  }
}
