package io.resail.client;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.wire.FaultCodec;
import io.resail.wire.PatienceCodec;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A call whose caller waits for each answer: the server sends no faster than they are taken.
///
/// One thread. Closing a call that has not ended cancels it.
final class WaitingCall<Q, A> implements AutoCloseable {
  /// How often the caller is asked whether they still wait.
  private static final long LOOK_MILLIS = 20;

  private final BlockingClientCall<Q, A> call;
  private final Patience patience;
  private final String step;
  private boolean ended;

  private WaitingCall(BlockingClientCall<Q, A> call, Patience patience, String step) {
    this.call = call;
    this.patience = patience;
    this.step = step;
  }

  /// A call of one request.
  static <Q, A> WaitingCall<Q, A> asking(
      Connection connection, MethodDescriptor<Q, A> method, Q request, Patience patience) {
    String step = step(method);
    patience.check(step);
    return new WaitingCall<>(
        ClientCalls.blockingV2ServerStreamingCall(
            connection.channel(), method, options(connection, patience), request),
        patience,
        step);
  }

  /// A call of many requests.
  static <Q, A> WaitingCall<Q, A> sending(
      Connection connection, MethodDescriptor<Q, A> method, Patience patience) {
    String step = step(method);
    patience.check(step);
    return new WaitingCall<>(
        ClientCalls.blockingBidiStreamingCall(
            connection.channel(), method, options(connection, patience)),
        patience,
        step);
  }

  private static String step(MethodDescriptor<?, ?> method) {
    return "the server answered " + method.getBareMethodName();
  }

  private static CallOptions options(Connection connection, Patience patience) {
    return CallOptions.DEFAULT.withDeadline(
        PatienceCodec.deadline(patience, connection.settings().longestCall()));
  }

  /// A turn of waiting that may run out of time.
  @FunctionalInterface
  private interface Turn<T> {
    T take(long millis) throws InterruptedException, TimeoutException, StatusException;
  }

  /// Waits for the next answer; empty when the call has ended well.
  ///
  /// @throws FaultException what the call ended with; [Fault#CANCELLED] or [Fault#TOO_LATE] if
  ///     patience ends before
  Optional<A> next() {
    // Null is how this call says that there is no more.
    Optional<A> answer =
        waiting(millis -> Optional.ofNullable(call.read(millis, TimeUnit.MILLISECONDS)));
    ended = answer.isEmpty();
    return answer;
  }

  /// Takes every answer until the call has ended well.
  void each(Consumer<A> answers) {
    for (Optional<A> answer = next(); answer.isPresent(); answer = next()) {
      answers.accept(answer.get());
    }
  }

  /// Sends a request once there is room for it; false if the server takes no more.
  boolean send(Q request) {
    return waiting(millis -> call.write(request, millis, TimeUnit.MILLISECONDS));
  }

  /// Says that no request follows.
  void lastSent() {
    call.halfClose();
  }

  private <T> T waiting(Turn<T> turn) {
    while (true) {
      patience.check(step);
      try {
        return turn.take(LOOK_MILLIS);
      } catch (TimeoutException _) {
        // Look whether the caller still waits.
      } catch (StatusException e) {
        ended = true;
        throw FaultCodec.toFault(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FaultException(Fault.CANCELLED, "interrupted before " + step, e);
      }
    }
  }

  @Override
  public void close() {
    if (!ended) {
      call.cancel("the caller left", null);
    }
  }
}
