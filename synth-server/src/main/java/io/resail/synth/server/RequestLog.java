package io.resail.synth.server;

import io.resail.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Told of every request that is refused or fails. Any thread.
@FunctionalInterface
interface RequestLog {
  /// A request ended with a failure.
  void failed(String requestId, FaultException failure);

  /// One line for each, beginning with the request's id; what is ours comes with its trace.
  static RequestLog toLogger() {
    Logger logger = LoggerFactory.getLogger(SynthesisService.class);
    return (requestId, failure) -> {
      String line = line(requestId, failure);
      switch (failure.fault()) {
        case WRONG_INPUT, UNKNOWN, CHANGED, BUSY, TOO_LATE, CANCELLED -> logger.info(line);
        case AWAY -> logger.warn(line);
        case DAMAGED, BROKEN -> logger.error(line, failure);
      }
    };
  }

  /// The line, whatever the caller wrote into it.
  static String line(String requestId, FaultException failure) {
    String subject = failure.subject().map(s -> " " + s).orElse("");
    return (requestId + " " + failure.fault() + subject + ": " + failure.getMessage())
        .replaceAll("\\p{Cntrl}", " ");
  }
}
