package io.resail.synth.batching;

import java.time.Duration;

/// When a batch closes and when the queue is full.
///
/// @param maxSize a batch closes at this many items
/// @param maxWait or this long after its first was queued
/// @param queueLength places for items that are announced or queued and not yet worked on
public record BatchRules(int maxSize, Duration maxWait, int queueLength) {
  /// One by one: on a processor a batch costs what its items cost, and its first would wait for
  /// its last.
  public static final BatchRules DEFAULT = new BatchRules(1, Duration.ZERO, 64);

  public BatchRules {
    if (maxSize < 1 || maxWait.isNegative() || queueLength < 1) {
      throw new IllegalArgumentException(
          "batches of "
              + maxSize
              + ", waiting "
              + maxWait
              + ", queue of "
              + queueLength
              + ": need sizes of at least 1 and no negative time");
    }
  }
}
