package io.resail.calls;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.wire.PatienceCodec;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An answer that is sent no faster than its caller reads.
///
/// Made on the thread that gRPC calls the service on, then used by one other thread at a time: gRPC
/// reports readiness on the first, which must stay free for it.
public final class Reply<A> {
  private static final String STEP = "what was sent had been read";

  private final ServerCallStreamObserver<A> observer;
  private final Patience patience;
  private final Duration readTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// The answer to the call of the current context.
  ///
  /// @param readTime how long the caller may leave it unread
  Reply(StreamObserver<A> observer, Duration readTime) {
    // What gRPC hands to a service is always one of these.
    this.observer = (ServerCallStreamObserver<A>) observer;
    Context call = Context.current();
    this.patience = PatienceCodec.value(call);
    this.readTime = readTime;
    this.observer.setOnReadyHandler(this::wake);
    this.observer.setOnCancelHandler(this::wake);
    call.addListener(ended -> wake(), Runnable::run);
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How long the caller still waits.
  public Patience patience() {
    return patience;
  }

  /// Sends a message once the caller has room for it.
  ///
  /// @throws FaultException [Fault#CANCELLED] if the caller left, [Fault#TOO_LATE] if their time is
  ///     up or they have not read for too long
  public void send(A message) {
    lock.lock();
    try {
      long end = System.nanoTime() + readTime.toNanos();
      while (!observer.isReady()) {
        patience.check(STEP);
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new FaultException(
              Fault.TOO_LATE, "nothing was read for " + readTime + ": read faster or ask for less");
        }
        long _ = changed.awaitNanos(Math.min(left, nanosOfPatience()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted before " + STEP, e);
    } finally {
      lock.unlock();
    }
    observer.onNext(message);
  }

  private long nanosOfPatience() {
    return patience.left().map(Duration::toNanos).orElse(Long.MAX_VALUE);
  }

  /// Asks for one more message of a call that sends many.
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
