package io.resail.synth.batching;

import java.time.Duration;

/// When a batch closes and when the queue is full.
///
/// @param maxSize a batch closes at this many items
/// @param maxWait or this long after its first was queued
/// @param queueLength places for items that are announced or queued and not yet worked on
public record BatchRules(int maxSize, Duration maxWait, int queueLength) {
  /// Small batches at once: on a processor a batch costs what its items cost one by one.
  public static final BatchRules DEFAULT = new BatchRules(4, Duration.ofMillis(5), 64);

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
