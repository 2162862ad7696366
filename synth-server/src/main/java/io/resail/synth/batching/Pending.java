package io.resail.synth.batching;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One queued item, its caller's patience and its promise.
final class Pending<I, O> implements Promise<O> {
  private static final String STEP = "its batch was worked on";

  /// Patience is asked, not told: this is how late a caller's leaving may be noticed.
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final I item;
  private final Object kind;
  private final Patience patience;
  private final long queuedNanos;
  private final CompletableFuture<Done<O>> outcome = new CompletableFuture<>();

  Pending(I item, Object kind, Patience patience, long queuedNanos) {
    this.item = item;
    this.kind = kind;
    this.patience = patience;
    this.queuedNanos = queuedNanos;
  }

  I item() {
    return item;
  }

  /// Items of one kind may share a batch.
  Object kind() {
    return kind;
  }

  long queuedNanos() {
    return queuedNanos;
  }

  /// Whether nobody waits for it any more.
  boolean isDead() {
    return patience.isOver();
  }

  void complete(Done<O> done) {
    outcome.complete(done);
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  @Override
  public Done<O> await() {
    while (true) {
      try {
        return outcome.get(nextGlance().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        patience.check(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FaultException(Fault.CANCELLED, "interrupted before " + STEP, e);
      } catch (ExecutionException e) {
        patience.check(STEP); // Then the work may have ended for want of anyone who waits.
        throw failure(e.getCause());
      }
    }
  }

  private Duration nextGlance() {
    return patience.left().filter(left -> left.compareTo(GLANCE) < 0).orElse(GLANCE);
  }

  /// One failure serves every item of its batch, so each waiter wraps it in an own exception.
  private static FaultException failure(Throwable cause) {
    FaultException own =
        cause instanceof FaultException fault
            ? new FaultException(
                fault.fault(), fault.subject().orElse(""), String.valueOf(fault.getMessage()))
            : new FaultException(Fault.BROKEN, "the batch failed: " + cause, cause);
    if (own.getCause() == null) {
      own.initCause(cause);
    }
    return own;
  }
}
