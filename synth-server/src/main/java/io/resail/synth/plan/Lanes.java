package io.resail.synth.plan;

import ai.djl.pytorch.jni.JniUtils;
import java.util.stream.IntStream;

/// Shares a loop of our own among as many threads as one of the engine's operators uses. What is
/// computed does not depend on their number.
final class Lanes {
  /// Some of the loop.
  interface Part {
    /// @param from first, inclusive
    /// @param to last, exclusive
    void run(int from, int to);
  }

  private Lanes() {}

  /// Runs all of a loop and returns when it has.
  ///
  /// @param count of what the loop runs over
  static void split(int count, Part part) {
    int lanes = Math.min(count, JniUtils.getNumThreads());
    if (lanes <= 1) {
      part.run(0, count);
      return;
    }
    IntStream.range(0, lanes)
        .parallel()
        .forEach(
            lane ->
                part.run((int) ((long) count * lane / lanes), (int) (count * (lane + 1L) / lanes)));
  }
}
