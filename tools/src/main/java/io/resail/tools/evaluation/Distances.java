package io.resail.tools.evaluation;

import java.util.List;

/// Euclidean distances between vectors.
final class Distances {
  private Distances() {}

  static double between(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /// To the nearest of some vectors; infinite if there are none.
  static double toNearest(float[] a, List<float[]> others) {
    return others.stream().mapToDouble(b -> between(a, b)).min().orElse(Double.POSITIVE_INFINITY);
  }
}
