package io.resail.synth.batching;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;

/// The outcome of an item that is queued. Any thread may wait, each as long as the item's own
/// patience lasts.
public sealed interface Promise<O> permits Pending {
  /// Waits for the outcome.
  ///
  /// An item whose batch has begun is worked on to the end, its outcome is then dropped.
  ///
  /// @throws FaultException [Fault#TOO_LATE] or [Fault#CANCELLED] once patience ends,
  ///     [Fault#AWAY] if the batcher closes first, or what the work failed with
  Done<O> await();
}
