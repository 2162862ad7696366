package io.resail.client;

import io.resail.fault.FaultException;
import io.resail.synthesis.SynthesisEvent;

/// Told what becomes of the requests of a [SynthesisStream], one thing at a time: the server is
/// asked for the next when this one has been dealt with.
public interface SynthesisListener {
  /// A step of a request is done.
  void event(String requestId, SynthesisEvent event);

  /// A request has failed; the others go on.
  void failed(String requestId, FaultException failure);
}
