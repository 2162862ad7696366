package io.resail.index.server;

import io.grpc.Context;
import java.util.concurrent.atomic.AtomicInteger;

/// A call that has a place on the server. Any thread.
///
/// The place is given back when the call has ended and nobody works on it any more: a call that its
/// client has left may still be worked on for a while.
final class Admitted {
  private static final Context.Key<Admitted> KEY = Context.key("admitted");

  private final String id;
  private final String method;
  private final Runnable giveBack;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// A call, held by its own existence.
  Admitted(String id, String method, Runnable giveBack) {
    this.id = id;
    this.method = method;
    this.giveBack = giveBack;
  }

  /// The call that this thread is called for.
  static Admitted current() {
    return KEY.get();
  }

  /// The context in which this is the current call.
  Context within(Context context) {
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

  /// Someone works on it.
  void hold() {
    holders.incrementAndGet();
  }

  /// It has ended, or someone has stopped working on it.
  void release() {
    if (holders.decrementAndGet() == 0) {
      giveBack.run();
    }
  }
}
