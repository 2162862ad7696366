package io.resail.wire;

import io.grpc.Context;
import io.grpc.Deadline;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How long a caller still waits, as gRPC knows it and back.
public final class PatienceCodec {
  private PatienceCodec() {}

  /// The patience of the caller whose call a server works on: the deadline they sent, and whether
  /// they have left.
  ///
  /// @param call the context of the call, `Context.current()` on the thread that gRPC calls
  public static Patience value(Context call) {
    Deadline deadline = call.getDeadline();
    if (deadline == null) {
      return Patience.untilGone(call::isCancelled);
    }
    // A context whose deadline has passed is cancelled too: that caller is late, not gone.
    return Patience.of(
        Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)),
        () -> call.isCancelled() && !deadline.isExpired());
  }

  /// The deadline of a call made for a caller.
  ///
  /// @param longest the deadline if the caller's patience has no end before it
  public static Deadline deadline(Patience patience, Duration longest) {
    Optional<Duration> left = patience.left().filter(time -> time.compareTo(longest) < 0);
    return Deadline.after(left.orElse(longest).toNanos(), TimeUnit.NANOSECONDS);
  }
}
