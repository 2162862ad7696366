package io.resail.client;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.SynthesisServiceGrpc;
import io.resail.proto.v1.SynthesizeEvent;
import io.resail.proto.v1.SynthesizeRequest;
import io.resail.synthesis.SynthesisRequest;
import io.resail.wire.FaultCodec;
import io.resail.wire.PatienceCodec;
import io.resail.wire.SynthesisCodec;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Many maps on one call. One thread sends and finishes; the listener is told on another.
///
/// Sending waits while the server has enough to do, and the server while the listener is busy.
public final class SynthesisStream implements AutoCloseable {
  /// How often the caller is asked whether they still wait.
  private static final long LOOK_MILLIS = 20;

  private final SynthesisCodec codec;
  private final SynthesisListener listener;
  private final Patience patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ClientCallStreamObserver<SynthesizeRequest> requests;
  private boolean ended;
  private Optional<RuntimeException> failure = Optional.empty();

  SynthesisStream(
      Connection connection, SynthesisCodec codec, Patience patience, SynthesisListener listener) {
    patience.check("the first request was sent");
    this.codec = codec;
    this.listener = listener;
    this.patience = patience;
    this.requests =
        (ClientCallStreamObserver<SynthesizeRequest>)
            SynthesisServiceGrpc.newStub(connection.channel())
                .withDeadline(PatienceCodec.deadline(patience, connection.settings().longestCall()))
                .synthesizeMany(new Events());
  }

  /// Sends a request once the server has room for it.
  ///
  /// @return the id by which the listener hears of it: the request's own, or a new one if it has
  ///     none
  /// @throws FaultException what ended the call, if it has ended; [Fault#CANCELLED] or
  ///     [Fault#TOO_LATE] if patience ends before
  public String send(SynthesisRequest request) {
    String id = request.requestId().isEmpty() ? UUID.randomUUID().toString() : request.requestId();
    SynthesizeRequest message = codec.message(request).toBuilder().setRequestId(id).build();
    await(requests::isReady, "there was room for request " + id);
    if (ended()) {
      throw failure()
          .orElseGet(() -> new FaultException(Fault.AWAY, "the server has ended the call"));
    }
    requests.onNext(message);
    return id;
  }

  /// Says that no request follows, and waits until the listener has been told of all.
  ///
  /// @throws FaultException what ended the call before its time
  public void finish() {
    if (!ended()) {
      requests.onCompleted();
    }
    await(() -> false, "all requests were answered");
    failure()
        .ifPresent(
            e -> {
              throw e;
            });
  }

  /// Leaves: what is under way is cancelled. Does nothing when finished.
  @Override
  public void close() {
    if (!ended()) {
      requests.cancel("the caller left", null);
    }
  }

  private boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private Optional<RuntimeException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something holds or the call has ended.
  private void await(BooleanSupplier enough, String step) {
    lock.lock();
    try {
      while (!ended && !enough.getAsBoolean()) {
        patience.check(step);
        boolean _ = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted before " + step, e);
    } finally {
      lock.unlock();
    }
  }

  private void end(Optional<RuntimeException> why) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What the server sends.
  private final class Events implements ClientResponseObserver<SynthesizeRequest, SynthesizeEvent> {
    private ClientCallStreamObserver<SynthesizeRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<SynthesizeRequest> started) {
      call = started;
      call.disableAutoRequestWithInitial(1);
      call.setOnReadyHandler(this::wake);
    }

    private void wake() {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onNext(SynthesizeEvent event) {
      try {
        tell(event);
        call.request(1);
      } catch (RuntimeException e) {
        // The listener's own failure, or an event that cannot be read: the sender is told.
        end(Optional.of(e));
        call.cancel("the listener failed", e);
      }
    }

    private void tell(SynthesizeEvent event) {
      if (event.hasFailure()) {
        listener.failed(event.getRequestId(), codec.failure(event.getFailure()));
      } else {
        listener.event(event.getRequestId(), Answers.read(() -> codec.value(event)));
      }
    }

    @Override
    public void onError(Throwable status) {
      end(Optional.of(FaultCodec.toFault((StatusRuntimeException) status)));
    }

    @Override
    public void onCompleted() {
      end(Optional.empty());
    }
  }
}
