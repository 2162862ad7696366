package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Samples in the order of their numbers, made ahead by other threads. One thread takes them.
///
/// Which example a number means, and by what chance its sample is made, follows from the seed and
/// the number alone: a run that starts again at a step sees what it would have seen.
///
/// @param <S> what a sample is
final class Batches<S> implements AutoCloseable {
  private final int examples;
  private final int size;
  private final long seed;
  private final Maker<S> maker;
  private final ExecutorService workers;
  private final Deque<Future<S>> ahead = new ArrayDeque<>();
  private final int mostAhead;
  private long next;

  /// Makes one sample; called by any worker.
  interface Maker<S> {
    /// The sample of an example.
    ///
    /// @param example its index
    S make(int example, SplittableRandom random);
  }

  /// Batches from a step on.
  ///
  /// @param examples how many there are
  /// @param size samples in a batch
  /// @param workers threads that make samples
  Batches(int examples, int size, long seed, long step, int workers, Maker<S> maker) {
    if (examples < 1) {
      throw new IllegalArgumentException("no examples to train on: need at least 1");
    }
    this.examples = examples;
    this.size = size;
    this.seed = seed;
    this.next = step * size;
    this.maker = maker;
    this.mostAhead = size + 2 * workers;
    this.workers =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().name("samples-", 0).daemon().factory());
  }

  /// The next batch, waiting for its samples if they are not ready.
  ///
  /// @throws FaultException what making a sample met
  List<S> next() {
    List<S> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      while (ahead.size() < mostAhead) {
        long number = next++;
        ahead.add(workers.submit(() -> make(number)));
      }
      batch.add(await(ahead.remove()));
    }
    return batch;
  }

  private S make(long number) {
    long round = number / examples;
    int place = (int) (number % examples);
    SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (number + 1));
    return maker.make(order(round)[place], random);
  }

  /// The examples shuffled, differently in each round over the data.
  private int[] order(long round) {
    SplittableRandom random = new SplittableRandom(~seed + 0x9e3779b97f4a7c15L * (round + 1));
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static <S> S await(Future<S> sample) {
    try {
      return sample.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(Fault.CANCELLED, "interrupted while waiting for a sample", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default ->
            throw new FaultException(Fault.BROKEN, "a sample could not be made", e);
      }
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
