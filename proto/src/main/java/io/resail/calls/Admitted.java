package io.resail.calls;

import io.grpc.Context;
import io.resail.fault.FaultException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A call that has a place on the server. Any thread.
///
/// The place is given back when the call has ended and nobody works on it any more: a call that its
/// client has left may still be worked on for a while.
final class Admitted {
  private static final Context.Key<Admitted> KEY = Context.key("admitted");

  private final String id;
  private final String method;
  private final Consumer<Admitted> giveBack;
  private final Context.CancellableContext context;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// The call of the current context, held by its own existence.
  Admitted(String id, String method, Consumer<Admitted> giveBack) {
    this.id = id;
    this.method = method;
    this.giveBack = giveBack;
    this.context = Context.current().withCancellation();
  }

  /// The call that this thread is called for.
  static Admitted current() {
    return KEY.get();
  }

  /// The context in which this is the current call.
  Context context() {
    return context.withValue(KEY, this);
  }

  /// Its name in logs and in the details of its failure.
  String id() {
    return id;
  }

  /// What it calls.
  String method() {
    return method;
  }

  /// Ends the patience of whoever works on it, for a reason that its client is told.
  void cutOff(FaultException reason) {
    context.cancel(reason);
  }

  /// What a failed call has failed for: the reason why it was cut off, if it was.
  Throwable reason(Throwable failure) {
    return context.cancellationCause() instanceof FaultException cut ? cut : failure;
  }

  /// Someone works on it.
  void hold() {
    holders.incrementAndGet();
  }

  /// It has ended, or someone has stopped working on it.
  void release() {
    if (holders.decrementAndGet() == 0) {
      context.cancel(null);
      giveBack.accept(this);
    }
  }
}
