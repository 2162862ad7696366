package io.resail.calls;

import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.wire.FaultCodec;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Gives each call a name and a place, or refuses it at once: before its message is read, so that
/// what waits takes no memory. Any thread.
public final class Admission implements ServerInterceptor {
  private final int mostCalls;
  private final CallLog log;
  private final Semaphore places;
  private final Set<Admitted> admitted = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /// Places for `mostCalls` calls.
  public Admission(int mostCalls, CallLog log) {
    this.mostCalls = mostCalls;
    this.log = log;
    this.places = new Semaphore(mostCalls);
  }

  /// Refuses every call from now on.
  public void close() {
    closing = true;
  }

  /// Refuses every call from now on, and waits for those that have a place.
  ///
  /// @return whether none has a place any more
  public boolean drain(Duration most) throws InterruptedException {
    close();
    boolean empty = places.tryAcquire(mostCalls, most.toNanos(), TimeUnit.NANOSECONDS);
    if (empty) {
      places.release(mostCalls);
    }
    return empty;
  }

  /// Ends the work on every call that has a place.
  public void cutOff() {
    admitted.forEach(call -> call.cutOff(closing()));
  }

  private static FaultException closing() {
    return new FaultException(
        Fault.AWAY, "this server is closing: ask again later, or another one");
  }

  private void giveBack(Admitted call) {
    admitted.remove(call);
    places.release();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String id = UUID.randomUUID().toString();
    String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
    if (closing) {
      return refuse(call, id, method, closing());
    }
    if (!places.tryAcquire()) {
      return refuse(
          call,
          id,
          method,
          new FaultException(
              Fault.BUSY, "all " + mostCalls + " places are taken: ask again later"));
    }
    Admitted place = new Admitted(id, method, this::giveBack);
    admitted.add(place);
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(place.context(), call, headers, next)) {
      @Override
      public void onCancel() {
        place.release();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        place.release();
        super.onComplete();
      }
    };
  }

  private <Q, A> ServerCall.Listener<Q> refuse(
      ServerCall<Q, A> call, String id, String method, FaultException refusal) {
    log.failed(id, method, refusal);
    StatusRuntimeException status = FaultCodec.toStatus(id, refusal);
    Metadata trailers = status.getTrailers();
    call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }
}
