package io.resail.synth.batching;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.util.ArrayList;
import java.util.List;

/// Places in a queue, taken before the work that leads up to them, so that nobody works for a
/// queue that then refuses. One thread; close it when done.
public final class Places<I, O> implements AutoCloseable {
  private final Batcher<I, O> batcher;
  private final List<Pending<I, O>> submitted = new ArrayList<>();
  private int left;

  Places(Batcher<I, O> batcher, int count) {
    this.batcher = batcher;
    this.left = count;
  }

  /// Queues an item in one of the places.
  ///
  /// @param patience once it is over the item leaves the queue
  /// @throws IllegalStateException if all places are used
  /// @throws FaultException [Fault#AWAY] if the batcher is closed
  public Promise<O> submit(I item, Patience patience) {
    if (left == 0) {
      throw new IllegalStateException(
          "all " + submitted.size() + " places are used: take one for each item");
    }
    left--;
    Pending<I, O> pending = batcher.queue(item, patience);
    submitted.add(pending);
    return pending;
  }

  /// Gives back unused places; items still queued leave unworked.
  @Override
  public void close() {
    batcher.leave(left, submitted);
    left = 0;
  }
}
