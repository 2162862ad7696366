package io.resail.index.server;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.FaultException;
import io.resail.wire.FaultCodec;
import java.time.Duration;
import java.util.function.Function;

/// Works on calls, each on a virtual thread of its own, and ends them with what became of the work.
/// Whatever it was, the server goes on.
final class Calls {
  private final Duration readTime;
  private final CallLog log;

  Calls(Duration readTime, CallLog log) {
    this.readTime = readTime;
    this.log = log;
  }

  /// Work that answers a call.
  @FunctionalInterface
  interface Work<A> {
    /// Sends every message of the answer.
    void into(Reply<A> reply);
  }

  /// Answers a call of one request.
  <A> void answer(StreamObserver<A> observer, Work<A> work) {
    Reply<A> reply = new Reply<>(observer, readTime);
    start(
        reply,
        () -> {
          work.into(reply);
          reply.complete();
        });
  }

  /// Answers each request of a call with one message, before the next is read.
  <Q, A> StreamObserver<Q> answerEach(StreamObserver<A> observer, Function<Q, A> work) {
    ((ServerCallStreamObserver<A>) observer).disableAutoRequest();
    Reply<A> reply = new Reply<>(observer, readTime);
    return new Requests<>(reply, work);
  }

  private void start(Reply<?> reply, Runnable work) {
    Admitted call = Admitted.current();
    call.hold();
    Thread.startVirtualThread(
        Context.current()
            .wrap(
                () -> {
                  try {
                    work.run();
                  } catch (RuntimeException | Error e) {
                    FaultException fault = FaultCodec.fault(call.reason(e));
                    log.failed(call.id(), call.method(), fault);
                    reply.fail(FaultCodec.toStatus(call.id(), fault));
                  } finally {
                    call.release();
                  }
                }));
  }

  /// The requests of one call. gRPC calls it on one thread at a time.
  private final class Requests<Q, A> implements StreamObserver<Q> {
    private final Reply<A> reply;
    private final Function<Q, A> work;
    private boolean working;
    private boolean lastRead;

    Requests(Reply<A> reply, Function<Q, A> work) {
      this.reply = reply;
      this.work = work;
      reply.readOne();
    }

    @Override
    public void onNext(Q request) {
      synchronized (this) {
        working = true;
      }
      start(
          reply,
          () -> {
            reply.send(work.apply(request));
            answered();
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
      // The client left. What it sent last is stored or not; nobody asks any more.
    }
  }
}
