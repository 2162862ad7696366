package io.resail.tools.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Told how a run gets on, and asked whether it is to go on, on the thread that runs it.
public interface RunListener {
  /// What a run will need, measured by two steps on networks that are then thrown away.
  ///
  /// @param firstStep where it begins or goes on
  /// @param steps where it ends
  /// @param perStep time of one step
  /// @param memory bytes of memory that the process needed at most; empty where that cannot be told
  record Estimate(long firstStep, long steps, Duration perStep, OptionalLong memory) {
    /// Time of the steps that are left.
    public Duration left() {
      return perStep.multipliedBy(steps - firstStep);
    }
  }

  /// Where a run is.
  ///
  /// @param done steps taken
  /// @param steps of the whole run
  /// @param losses of the last step by name
  /// @param left time left at the pace of late
  /// @param samplesPerSecond at the pace of late
  record Progress(
      long done,
      long steps,
      SequencedMap<String, Double> losses,
      Duration left,
      double samplesPerSecond) {}

  /// Before the first step.
  default void begins(Estimate estimate) {}

  /// After each step.
  default void stepped(Progress progress) {}

  /// After a file was written.
  default void wrote(Path file) {}

  /// Asked after each step: whether the run is to stop there, its checkpoint kept.
  default boolean stops() {
    return false;
  }
}
