package io.resail.tools.golden;

import io.resail.synth.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Collects the outcomes of one file's cases. One thread.
final class Cases {
  private final String file;
  private final List<GoldenRow> rows = new ArrayList<>();

  Cases(String file) {
    this.file = file;
  }

  /// Numbers that may differ by at most `bound`; a NaN must be a NaN.
  void within(String name, double bound, float[] expected, float[] given) {
    if (sameLength(name, expected.length, given.length)) {
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = worse(worst, expected[i], given[i]);
      }
      add(name, worst, bound);
    }
  }

  /// The same in double precision.
  void within(String name, double bound, double[] expected, double[] given) {
    if (sameLength(name, expected.length, given.length)) {
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = worse(worst, expected[i], given[i]);
      }
      add(name, worst, bound);
    }
  }

  private static double worse(double worst, double expected, double given) {
    if (Double.isNaN(expected) && Double.isNaN(given)) {
      return worst;
    }
    double error = Math.abs(expected - given);
    return Double.isNaN(error) ? Double.NaN : Double.isNaN(worst) ? worst : Math.max(worst, error);
  }

  /// Values that must be the same; the error is how many are not.
  void same(String name, long[] expected, long[] given) {
    if (sameLength(name, expected.length, given.length)) {
      int different = 0;
      for (int i = 0; i < expected.length; i++) {
        different += expected[i] == given[i] ? 0 : 1;
      }
      add(name, different, 0);
    }
  }

  /// Bytes that must be the same; the error is how many are not.
  void same(String name, byte[] expected, byte[] given) {
    if (sameLength(name, expected.length, given.length)) {
      if (Arrays.equals(expected, given)) {
        add(name, 0, 0);
        return;
      }
      int different = 0;
      for (int i = 0; i < expected.length; i++) {
        different += expected[i] == given[i] ? 0 : 1;
      }
      add(name, different, 0);
    }
  }

  /// Every tensor of `expected` against the computed one of the same name, as one case: its error
  /// is the largest of them.
  void together(String name, double bound, Weights expected, Supplier<Weights> computed) {
    guard(
        name,
        () -> {
          Weights given = computed.get();
          if (expected.tensors().isEmpty()) {
            throw new IllegalArgumentException("the file holds no tensors of this case");
          }
          double worst = 0;
          for (String each : expected.tensors().keySet()) {
            float[] wanted = expected.tensor(each).floats();
            float[] ours = given.tensor(each).floats();
            if (wanted.length != ours.length) {
              throw new IllegalArgumentException(
                  ours.length + " values of " + each + " where " + wanted.length + " are expected");
            }
            for (int i = 0; i < wanted.length; i++) {
              worst = worse(worst, wanted[i], ours[i]);
            }
          }
          add(name, worst, bound);
        });
  }

  /// Does a part of a check; whatever it throws fails the case of this name alone, so that one case
  /// cannot hide the others.
  void guard(String name, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      failed(name, String.valueOf(e.getMessage()));
    }
  }

  private boolean sameLength(String name, int expected, int given) {
    if (expected != given) {
      failed(name, given + " values where " + expected + " are expected");
    }
    return expected == given;
  }

  /// An error measured elsewhere.
  void add(String name, double error, double bound) {
    rows.add(GoldenRow.of(file + " " + name, error, bound));
  }

  /// A case that could not be computed.
  void failed(String name, String why) {
    rows.add(GoldenRow.failed((file + " " + name).strip(), why));
  }

  List<GoldenRow> rows() {
    return List.copyOf(rows);
  }
}
