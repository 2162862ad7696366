package io.resail.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.synth.StageClock.Stage;
import io.resail.testing.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StageClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeClock time = new FakeClock();
  private final StageClock clock = new StageClock(time);

  @Test
  void addsUpTheVisitsToAStage() {
    clock.enter(Stage.RETRIEVE);
    time.advance(SECOND);
    clock.enter(Stage.ASSEMBLE);
    time.advance(SECOND.multipliedBy(2));
    clock.enter(Stage.RETRIEVE);
    time.advance(SECOND.multipliedBy(4));
    clock.enter(Stage.TELL);

    assertThat(clock.spent(Stage.RETRIEVE)).isEqualTo(SECOND.multipliedBy(5));
    assertThat(clock.spent(Stage.ASSEMBLE)).isEqualTo(SECOND.multipliedBy(2));
    assertThat(clock.spent(Stage.FETCH)).isZero();
    assertThat(clock.total()).isEqualTo(SECOND.multipliedBy(7));
  }

  @Test
  void aCallerWhoReadsSlowlyCostsTheStageNothing() {
    clock.enter(Stage.RETRIEVE);
    time.advance(SECOND);
    clock.during(Stage.TELL, () -> time.advance(SECOND.multipliedBy(10)));
    time.advance(SECOND);
    clock.enter(Stage.TELL);

    assertThat(clock.spent(Stage.RETRIEVE)).isEqualTo(SECOND.multipliedBy(2));
    assertThat(clock.spent(Stage.TELL)).isEqualTo(SECOND.multipliedBy(10));
  }
}
