package io.resail.index.server;

import io.resail.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Told of every call that is refused or fails. Any thread.
@FunctionalInterface
interface CallLog {
  /// A call ended with a failure.
  void failed(String id, String method, FaultException failure);

  /// One line for each, beginning with the call's id; what is ours comes with its trace.
  static CallLog toLogger() {
    Logger logger = LoggerFactory.getLogger(IndexServer.class);
    return (id, method, failure) -> {
      String line = line(id, method, failure);
      switch (failure.fault()) {
        case WRONG_INPUT, UNKNOWN, CHANGED, BUSY, TOO_LATE, CANCELLED -> logger.info(line);
        case AWAY -> logger.warn(line);
        case DAMAGED, BROKEN -> logger.error(line, failure);
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
