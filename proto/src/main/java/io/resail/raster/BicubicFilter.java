package io.resail.raster;

import java.util.Arrays;

/// One axis of bicubic-P (spec section 1.1): the integer weights of each output sample.
///
/// It covers the output samples that a stretch of the input reaches. Input outside the stretch
/// counts as 0, which adds nothing to a sum, so what it computes is exact.
final class BicubicFilter {
  private static final int FRACTION_BITS = 22;
  private static final double CUBIC_A = -0.5;

  private final int lower;
  private final int upper;
  private final int start;
  private final int[] first;
  private final int[][] weights;

  /// The filter of every output sample.
  static BicubicFilter whole(int from, int to) {
    return new BicubicFilter(from, to, 0, from);
  }

  /// The filter of the output samples that input samples `lower` to `upper - 1` reach.
  static BicubicFilter reached(int from, int to, int lower, int upper) {
    return new BicubicFilter(from, to, lower, upper);
  }

  private BicubicFilter(int from, int to, int lower, int upper) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "resampling " + from + " to " + to + " samples: need at least 1 of each");
    }
    this.lower = lower;
    this.upper = upper;
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    int[] begins = new int[to];
    int[] ends = new int[to];
    int skipped = 0;
    int reached = 0;
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      begins[i] = Math.max(0, (int) (centre - 2 * stretch + 0.5));
      ends[i] = Math.min(from, (int) (centre + 2 * stretch + 0.5));
      if (ends[i] <= lower) {
        skipped++;
      } else if (begins[i] < upper) {
        reached++;
      }
    }
    start = skipped;
    first = Arrays.copyOfRange(begins, start, start + reached);
    weights = new int[reached][];
    for (int i = 0; i < reached; i++) {
      double centre = (start + i + 0.5) * scale;
      double[] exact = new double[ends[start + i] - first[i]];
      double total = 0;
      for (int tap = 0; tap < exact.length; tap++) {
        exact[tap] = cubic((first[i] + tap - centre + 0.5) / stretch);
        total += exact[tap];
      }
      weights[i] = new int[exact.length];
      for (int tap = 0; tap < exact.length; tap++) {
        double scaled = exact[tap] / total * (1 << FRACTION_BITS);
        weights[i][tap] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
      }
    }
  }

  /// The first output sample reached.
  int start() {
    return start;
  }

  /// Output samples reached.
  int length() {
    return first.length;
  }

  /// Filters along the middle axis of a (rows, stretch, lanes) array; gives (rows, reached, lanes).
  byte[] along(byte[] in, int rows, int lanes) {
    int from = upper - lower;
    byte[] out = new byte[rows * first.length * lanes];
    int[] sums = new int[lanes];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < first.length; i++) {
        Arrays.fill(sums, 1 << (FRACTION_BITS - 1));
        int firstTap = Math.max(0, lower - first[i]);
        int lastTap = Math.min(weights[i].length, upper - first[i]);
        for (int tap = firstTap; tap < lastTap; tap++) {
          int weight = weights[i][tap];
          int at = (row * from + first[i] + tap - lower) * lanes;
          for (int lane = 0; lane < lanes; lane++) {
            sums[lane] += weight * (in[at + lane] & 0xff);
          }
        }
        int at = (row * first.length + i) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          out[at + lane] = (byte) Math.clamp(sums[lane] >> FRACTION_BITS, 0, 255);
        }
      }
    }
    return out;
  }

  private static double cubic(double t) {
    double d = Math.abs(t);
    if (d < 1) {
      return ((CUBIC_A + 2) * d - (CUBIC_A + 3)) * d * d + 1;
    }
    return d < 2 ? (((d - 5) * d + 8) * d - 4) * CUBIC_A : 0;
  }
}
