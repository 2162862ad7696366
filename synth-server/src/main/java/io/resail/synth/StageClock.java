package io.resail.synth;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How long one request has spent in each stage. One thread; in exactly one stage at any time.
final class StageClock {
  /// What the request's thread is doing.
  enum Stage {
    /// Cutting the map and searching.
    RETRIEVE,
    /// Reading the matched units' pixels.
    FETCH,
    /// Composing guidance.
    ASSEMBLE,
    /// Waiting for an image.
    WAIT,
    /// Telling the caller, who may read slowly.
    TELL
  }

  private final LongSupplier nanoTime;
  private final long start;
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private Stage stage = Stage.TELL;
  private long since;

  /// A clock that starts now.
  StageClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.since = start;
  }

  /// From now on the request is in that stage.
  void enter(Stage next) {
    long now = nanoTime.getAsLong();
    spent.merge(stage, now - since, Long::sum);
    since = now;
    stage = next;
  }

  /// Does something in a stage and returns to the one before.
  void during(Stage other, Runnable task) {
    Stage before = stage;
    enter(other);
    task.run();
    enter(before);
  }

  /// Time spent in a stage that has been left.
  Duration spent(Stage in) {
    return Duration.ofNanos(spent.getOrDefault(in, 0L));
  }

  /// Time since the start.
  Duration total() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }
}
