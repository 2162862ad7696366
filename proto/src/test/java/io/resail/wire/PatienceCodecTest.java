package io.resail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Deadline;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceCodecTest {
  @Test
  void aCallWithoutADeadlineWaitsUntilItsCallerLeaves() {
    Context.CancellableContext call = Context.ROOT.withCancellation();
    Patience patience = PatienceCodec.value(call);

    assertThat(patience.left()).isEmpty();
    assertThat(patience.isOver()).isFalse();
    patience.check("the next step");

    call.cancel(null);

    assertThat(patience.isOver()).isTrue();
    refuses(patience, Fault.CANCELLED);
  }

  @Test
  void aCallWhoseDeadlineHasPassedIsLateNotGone() {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Context.CancellableContext call =
        Context.ROOT.withDeadline(Deadline.after(-1, TimeUnit.SECONDS), timer)) {
      assertThat(call.isCancelled()).isTrue();
      refuses(PatienceCodec.value(call), Fault.TOO_LATE);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aCallerWhoLeavesBeforeTheDeadlineIsGone() {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Context.CancellableContext call =
        Context.ROOT.withDeadline(Deadline.after(1, TimeUnit.HOURS), timer)) {
      Patience patience = PatienceCodec.value(call);
      assertThat(patience.left().orElseThrow())
          .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));

      call.cancel(null);

      refuses(patience, Fault.CANCELLED);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void theDeadlineIsTheCallersOrTheLongest() {
    Duration longest = Duration.ofMinutes(10);

    assertThat(seconds(PatienceCodec.deadline(Patience.endless(), longest))).isBetween(590L, 600L);
    assertThat(seconds(PatienceCodec.deadline(hours(5), longest))).isBetween(590L, 600L);
    assertThat(seconds(PatienceCodec.deadline(hours(5), Duration.ofDays(1))))
        .isBetween(17_900L, 18_000L);
  }

  private static Patience hours(int number) {
    return Patience.of(Duration.ofHours(number), () -> false);
  }

  private static long seconds(Deadline deadline) {
    return deadline.timeRemaining(TimeUnit.SECONDS);
  }

  private static void refuses(Patience patience, Fault fault) {
    assertThatThrownBy(() -> patience.check("the next step"))
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
