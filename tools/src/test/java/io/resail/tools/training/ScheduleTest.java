package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void anEpochIsAPassOverTheDataUnlessItsStepsAreGiven() {
    assertThat(new Schedule(1, 4, 2, 3, 0).steps(18)).isEqualTo(5 * 4);
    assertThat(new Schedule(1, 4, 2, 3, 7).steps(18)).isEqualTo(5 * 7);
  }

  @Test
  void theRateStaysThenFallsEvenlyAfterEachEpoch() {
    Schedule schedule = new Schedule(1, 1, 2, 4, 10);

    assertThat(schedule.rate(0, 99)).isEqualTo(1);
    assertThat(schedule.rate(29, 99)).isEqualTo(1); // lowered at the end of the third epoch
    assertThat(schedule.rate(30, 99)).isEqualTo(0.75, within(1e-12));
    assertThat(schedule.rate(59, 99)).isEqualTo(0.25, within(1e-12));
  }

  @Test
  void withoutDecayTheRateStays() {
    assertThat(new Schedule(1, 1, 3, 0, 10).rate(29, 99)).isEqualTo(1);
  }

  @Test
  void refusesARunWithoutEpochs() {
    assertThatThrownBy(() -> new Schedule(1, 1, 0, 0, 5)).hasMessageContaining("at least 1");
  }
}
