package io.resail.synth.batching;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who waits, who may still come, and which batch is due. Told the time; guarded by its owner's
/// lock.
final class BatchQueue<I, O> {
  private final BatchRules rules;
  private final List<Pending<I, O>> waiting = new ArrayList<>();
  private int announced;

  BatchQueue(BatchRules rules) {
    this.rules = rules;
  }

  /// Items queued.
  int length() {
    return waiting.size();
  }

  /// Takes places for items to come.
  ///
  /// @throws FaultException [Fault#BUSY] if there are not as many
  void announce(int places) {
    dropDead();
    if (announced + waiting.size() + places > rules.queueLength()) {
      throw new FaultException(
          Fault.BUSY,
          (announced + waiting.size())
              + " of "
              + rules.queueLength()
              + " places are taken and "
              + places
              + " more are asked for: try again later");
    }
    announced += places;
  }

  /// Gives back places of items that do not come.
  void renounce(int places) {
    announced -= places;
  }

  /// Queues an item that was announced.
  void add(Pending<I, O> pending) {
    announced--;
    waiting.add(pending);
  }

  /// Lets items leave without being worked on.
  void remove(Collection<Pending<I, O>> leaving) {
    waiting.removeAll(leaving);
  }

  /// Removes and returns the batch that is due, empty if none is.
  ///
  /// Of several the one with the oldest item goes first.
  List<Pending<I, O>> take(long nowNanos) {
    dropDead();
    for (List<Pending<I, O>> alike : byKind()) {
      if (alike.size() >= rules.maxSize() || untilDue(alike.getFirst(), nowNanos) <= 0) {
        List<Pending<I, O>> batch =
            List.copyOf(alike.subList(0, Math.min(alike.size(), rules.maxSize())));
        waiting.removeAll(batch);
        return batch;
      }
    }
    return List.of();
  }

  /// Nanoseconds until a batch is due at the latest; `Long.MAX_VALUE` while nobody waits.
  long untilDue(long nowNanos) {
    return waiting.isEmpty() ? Long.MAX_VALUE : untilDue(waiting.getFirst(), nowNanos);
  }

  private long untilDue(Pending<I, O> oldest, long nowNanos) {
    return rules.maxWait().toNanos() - (nowNanos - oldest.queuedNanos());
  }

  /// All that wait, oldest first; the queue is empty then.
  List<Pending<I, O>> clear() {
    List<Pending<I, O>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private Collection<List<Pending<I, O>>> byKind() {
    Map<Object, List<Pending<I, O>>> kinds = new LinkedHashMap<>();
    waiting.forEach(p -> kinds.computeIfAbsent(p.kind(), _ -> new ArrayList<>()).add(p));
    return kinds.values();
  }

  /// A dead item's waiter learns from its own patience why.
  private void dropDead() {
    for (Iterator<Pending<I, O>> all = waiting.iterator(); all.hasNext(); ) {
      if (all.next().isDead()) {
        all.remove();
      }
    }
  }
}
