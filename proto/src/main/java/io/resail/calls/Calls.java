package io.resail.calls;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.resail.fault.FaultException;
import io.resail.wire.FaultCodec;
import java.time.Duration;

/// Works on calls, each on a virtual thread of its own, and ends them with what became of the work.
/// Whatever it was, the server goes on.
public final class Calls {
  private final Duration readTime;
  private final CallLog log;

  /// Work whose failures the log is told of.
  ///
  /// @param readTime how long a caller may leave an answer unread
  public Calls(Duration readTime, CallLog log) {
    this.readTime = readTime;
    this.log = log;
  }

  /// Work that answers a call.
  @FunctionalInterface
  public interface Work<A> {
    /// Sends every message of the answer.
    void into(Reply<A> reply);
  }

  /// Work that answers one request of a call.
  @FunctionalInterface
  public interface EachWork<Q, A> {
    /// Sends every message of this request's answer; what it throws ends the call.
    void into(Q request, Reply<A> reply);
  }

  /// Answers a call of one request.
  public <A> void answer(StreamObserver<A> observer, Work<A> work) {
    answer(Admitted.current().id(), observer, work);
  }

  /// The same for a call that has a name of its own.
  ///
  /// @param id what the log and the details of its failure call it
  public <A> void answer(String id, StreamObserver<A> observer, Work<A> work) {
    Reply<A> reply = new Reply<>(observer, readTime);
    start(
        id,
        reply,
        () -> {
          work.into(reply);
          reply.complete();
        });
  }

  /// Answers each request of a call before the next is read.
  public <Q, A> StreamObserver<Q> answerEach(StreamObserver<A> observer, EachWork<Q, A> work) {
    ((ServerCallStreamObserver<A>) observer).disableAutoRequest();
    Reply<A> reply = new Reply<>(observer, readTime);
    return new Requests<>(reply, work);
  }

  private void start(String id, Reply<?> reply, Runnable work) {
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
                    log.failed(id, call.method(), fault);
                    reply.fail(FaultCodec.toStatus(id, fault));
                  } finally {
                    call.release();
                  }
                }));
  }

  /// The requests of one call. gRPC calls it on one thread at a time.
  private final class Requests<Q, A> implements StreamObserver<Q> {
    private final Reply<A> reply;
    private final EachWork<Q, A> work;
    private boolean working;
    private boolean lastRead;

    Requests(Reply<A> reply, EachWork<Q, A> work) {
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
          Admitted.current().id(),
          reply,
          () -> {
            work.into(request, reply);
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
