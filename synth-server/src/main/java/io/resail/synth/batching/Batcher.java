package io.resail.synth.batching;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Collects items of many callers and works on them in batches, one batch at a time by each of its
/// workers.
///
/// A batch holds items of one kind, in the order they came; it closes as [BatchRules] say. Any
/// thread may call. Closing lets current batches end and sends everyone who waits away.
public final class Batcher<I, O> implements AutoCloseable {
  private final Function<I, Object> kind;
  private final Function<List<I>, List<O>> work;
  private final LongSupplier nanoTime;
  private final BatchQueue<I, O> queue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Thread> workers;
  private final AtomicLong batches = new AtomicLong();
  private boolean closed;

  /// A batcher, at work from now on.
  ///
  /// @param name of its thread
  /// @param kind items with equal kinds may share a batch
  /// @param work gives one outcome for each item, in order; called by the batcher's own threads
  public Batcher(
      String name, BatchRules rules, Function<I, Object> kind, Function<List<I>, List<O>> work) {
    this(name, 1, rules, kind, work);
  }

  /// The same with several workers, each with a thread of its own.
  ///
  /// @param workers at least 1
  public Batcher(
      String name,
      int workers,
      BatchRules rules,
      Function<I, Object> kind,
      Function<List<I>, List<O>> work) {
    this(name, workers, rules, kind, work, System::nanoTime);
  }

  Batcher(
      String name,
      int workers,
      BatchRules rules,
      Function<I, Object> kind,
      Function<List<I>, List<O>> work,
      LongSupplier nanoTime) {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers: need at least 1");
    }
    this.kind = kind;
    this.work = work;
    this.nanoTime = nanoTime;
    this.queue = new BatchQueue<>(rules);
    this.workers =
        IntStream.range(0, workers)
            .mapToObj(
                i -> Thread.ofVirtual().name("batcher " + i + " of " + name).start(this::serve))
            .toList();
  }

  /// Takes places for items to come.
  ///
  /// @throws FaultException [Fault#BUSY] at once if the queue has not as many,
  ///     [Fault#AWAY] if the batcher is closed
  public Places<I, O> reserve(int count) {
    lock.lock();
    try {
      requireOpen();
      queue.announce(count);
      return new Places<>(this, count);
    } finally {
      lock.unlock();
    }
  }

  /// Items queued and not yet worked on.
  public int queued() {
    lock.lock();
    try {
      return queue.length();
    } finally {
      lock.unlock();
    }
  }

  Pending<I, O> queue(I item, Patience patience) {
    Pending<I, O> pending = new Pending<>(item, kind.apply(item), patience, nanoTime.getAsLong());
    lock.lock();
    try {
      requireOpen();
      queue.add(pending);
      changed.signalAll();
      return pending;
    } finally {
      lock.unlock();
    }
  }

  void leave(int unused, List<Pending<I, O>> items) {
    lock.lock();
    try {
      queue.renounce(unused);
      queue.remove(items);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw away();
    }
  }

  private static FaultException away() {
    return new FaultException(
        Fault.AWAY, "this server is closing: send the request to another, or later");
  }

  private void serve() {
    while (true) {
      List<Pending<I, O>> batch = next();
      if (batch.isEmpty()) {
        return;
      }
      work(batch);
    }
  }

  /// Waits for a batch; empty when closed, and everyone who waited is sent away.
  private List<Pending<I, O>> next() {
    lock.lock();
    try {
      while (!closed) {
        List<Pending<I, O>> batch = queue.take(nanoTime.getAsLong());
        if (!batch.isEmpty()) {
          return batch;
        }
        sleepUntilDue();
      }
      queue.clear().forEach(pending -> pending.fail(away()));
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // The caller looks again, whatever woke it.
  private void sleepUntilDue() {
    long nanos = queue.untilDue(nanoTime.getAsLong());
    try {
      long _ = changed.awaitNanos(nanos);
    } catch (InterruptedException _) {
      // Nobody but us has this thread; to end is what an interrupt asks.
      closed = true;
    }
  }

  private void work(List<Pending<I, O>> batch) {
    long started = nanoTime.getAsLong();
    long number = batches.getAndIncrement();
    try {
      List<O> outcomes = work.apply(batch.stream().map(Pending::item).toList());
      if (outcomes.size() != batch.size()) {
        throw new IllegalStateException(
            outcomes.size() + " outcomes for a batch of " + batch.size() + ": need one for each");
      }
      Duration worked = Duration.ofNanos(nanoTime.getAsLong() - started);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).complete(new Done<>(outcomes.get(i), number, worked));
      }
    } catch (RuntimeException | Error e) {
      // One batch failed, perhaps for memory: its callers are told, the next batch may do better.
      batch.forEach(pending -> pending.fail(e));
    }
  }

  /// Ends after the current batches; whoever waits is told [Fault#AWAY].
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
