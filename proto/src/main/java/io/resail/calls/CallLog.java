package io.resail.calls;

import io.resail.fault.FaultException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Told of every call that is refused or fails. Any thread.
@FunctionalInterface
public interface CallLog {
  /// A call ended with a failure.
  void failed(String id, String method, FaultException failure);

  /// One line for each, beginning with the call's id; what is ours comes with its trace.
  ///
  /// @param usual takes what is the caller's or nobody's
  /// @param away takes what closing servers cause
  /// @param ours takes what an operator or we must mend
  static CallLog of(
      Consumer<String> usual, Consumer<String> away, BiConsumer<String, Throwable> ours) {
    return (id, method, failure) -> {
      String line = line(id, method, failure);
      switch (failure.fault()) {
        case WRONG_INPUT, UNKNOWN, CHANGED, BUSY, TOO_LATE, CANCELLED -> usual.accept(line);
        case AWAY -> away.accept(line);
        case DAMAGED, BROKEN -> ours.accept(line, failure);
      }
    };
  }

  /// The line, whatever the caller wrote into it.
  static String line(String id, String method, FaultException failure) {
    String subject = failure.subject().map(name -> " " + name).orElse("");
    return (id + " " + method + " " + failure.fault() + subject + ": " + failure.getMessage())
        .replaceAll("\\p{Cntrl}", " ");
  }
}
