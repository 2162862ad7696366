package io.resail.tools.benchmark;

import io.resail.tools.benchmark.RetrievalBenchResult.Times;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Times of many questions, each asked several times: what counts is the middle one, so that one
/// interruption by the machine is not taken for the contender's own time.
final class Stopwatch {
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private Stopwatch() {}

  /// Asks one question.
  @FunctionalInterface
  interface Question {
    /// Asks it and throws the answer away.
    void ask(int number) throws IOException;
  }

  /// The distribution over the questions of their middle times, after one round unmeasured.
  static Times times(int questions, Question question) throws IOException {
    return times(questions, List.of(question)).getFirst();
  }

  /// The same for several contenders, which take turns in every round.
  static List<Times> times(int questions, List<Question> contenders) throws IOException {
    double[][][] millis = new double[contenders.size()][questions][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int contender = 0; contender < millis.length; contender++) {
        for (int number = 0; number < questions; number++) {
          long start = System.nanoTime();
          contenders.get(contender).ask(number);
          if (round >= 0) {
            millis[contender][number][round] = (System.nanoTime() - start) / NANOS_PER_MILLI;
          }
        }
      }
    }
    return Arrays.stream(millis).map(Stopwatch::ofMiddles).toList();
  }

  private static Times ofMiddles(double[][] millis) {
    double[] middle = new double[millis.length];
    for (int number = 0; number < middle.length; number++) {
      Arrays.sort(millis[number]);
      middle[number] = millis[number][ROUNDS / 2];
    }
    return of(middle);
  }

  static Times of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Times(at(sorted, 0.5), at(sorted, 0.99), Arrays.stream(sorted).average().orElse(0));
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
