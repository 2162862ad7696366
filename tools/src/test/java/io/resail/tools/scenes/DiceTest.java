package io.resail.tools.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  @Test
  void throwsTheSameNumbersForever() {
    // SplitMix64 of seed 0 begins with e220a8397b1dcdaf.
    assertThat(new Dice(0).unit()).isEqualTo((0xe220a8397b1dcdafL >>> 11) * 0x1p-53);
  }

  @Test
  void forksIntoStreamsOfTheirOwn() {
    double one = new Dice(3).fork(1).unit();

    assertThat(new Dice(3).fork(1).unit()).isEqualTo(one);
    assertThat(new Dice(3).fork(2).unit()).isNotEqualTo(one);
  }

  @Test
  void weighsChoices() {
    Dice dice = new Dice(11);
    int[] counts = new int[3];

    IntStream.range(0, 10_000).forEach(i -> counts[dice.weighted(1, 0, 3)]++);

    assertThat(counts[0]).isBetween(2300, 2700);
    assertThat(counts[1]).isZero();
  }
}
