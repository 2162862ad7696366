package io.resail.synth.server;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An answer that is sent no faster than its caller reads.
///
/// Made on the thread that gRPC calls the service on, then used by one other thread at a time:
/// gRPC reports readiness on the first, which must stay free for it.
final class PacedReply<T> {
  private static final String STEP = "what was sent had been read";

  private final ServerCallStreamObserver<T> observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  PacedReply(StreamObserver<T> observer) {
    // What gRPC hands to a service is always one of these.
    this.observer = (ServerCallStreamObserver<T>) observer;
    this.observer.setOnReadyHandler(this::wake);
    this.observer.setOnCancelHandler(this::wake);
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Sends a message once the caller has room for it.
  ///
  /// @throws FaultException [Fault#CANCELLED] or [Fault#TOO_LATE] if patience ends before
  void send(T message, Patience patience) {
    lock.lock();
    try {
      while (!observer.isReady()) {
        patience.check(STEP);
        await(patience.left().orElse(Duration.ofMinutes(1)));
      }
    } finally {
      lock.unlock();
    }
    observer.onNext(message);
  }

  @SuppressWarnings("WaitNotInLoop") // The caller looks again, whatever woke it.
  private void await(Duration longest) {
    try {
      boolean _ = changed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted before " + STEP, e);
    }
  }

  /// Asks for one more request of a call that sends many.
  void readOne() {
    observer.request(1);
  }

  /// Ends the answer well.
  void complete() {
    observer.onCompleted();
  }

  /// Ends the answer with a failure.
  void fail(StatusRuntimeException status) {
    observer.onError(status);
  }
}
