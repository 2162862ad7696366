package io.resail.synth.server;

import io.grpc.stub.StreamObserver;
import java.util.function.Predicate;

/// The requests of one call, read one at a time: the next is asked for when the last is answered.
///
/// gRPC calls it on its thread; each request is worked on by a virtual thread of its own.
final class RequestStream<Q, A> implements StreamObserver<Q> {
  private final PacedReply<A> reply;
  private final Predicate<Q> work;
  private boolean working;
  private boolean lastRead;

  /// Reads the first request.
  ///
  /// @param work answers a request; false if the call has ended with it
  RequestStream(PacedReply<A> reply, Predicate<Q> work) {
    this.reply = reply;
    this.work = work;
    reply.readOne();
  }

  @Override
  public void onNext(Q request) {
    synchronized (this) {
      working = true;
    }
    Thread.startVirtualThread(
        () -> {
          if (work.test(request)) {
            answered();
          }
        });
  }

  private synchronized void answered() {
    working = false;
    if (lastRead) {
      reply.complete();
    } else {
      reply.readOne();
    }
  }

  @Override
  public synchronized void onCompleted() {
    lastRead = true;
    if (!working) {
      reply.complete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The caller left: whoever works for them learns it from their patience.
  }
}
