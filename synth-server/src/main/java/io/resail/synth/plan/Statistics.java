package io.resail.synth.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Mean and biased variance of each channel.
///
/// Distances from one pixel are summed, in float32 over a short run of pixels and then in float64:
/// on a nearly constant image squares of the values themselves would cancel.
final class Statistics {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int RUN = 64;

  private final double[] mean;
  private final double[] variance;

  Statistics(double[] mean, double[] variance) {
    this.mean = mean;
    this.variance = variance;
  }

  /// @param x (pixels, channels)
  static Statistics of(MemorySegment x, int pixels, int channels) {
    float[] origin = new float[channels];
    long middle = (long) (pixels / 2) * channels;
    for (int c = 0; c < channels; c++) {
      origin[c] = x.getAtIndex(JAVA_FLOAT, middle + c);
    }
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    float[] runSums = new float[channels];
    float[] runSquares = new float[channels];
    for (int start = 0; start < pixels; start += RUN) {
      int end = Math.min(pixels, start + RUN);
      run(x, start, end, origin, runSums, runSquares);
      for (int c = 0; c < channels; c++) {
        sums[c] += runSums[c];
        squares[c] += runSquares[c];
      }
    }
    double[] mean = new double[channels];
    double[] variance = new double[channels];
    for (int c = 0; c < channels; c++) {
      double offset = sums[c] / pixels;
      mean[c] = origin[c] + offset;
      variance[c] = Math.max(0, squares[c] / pixels - offset * offset);
    }
    return new Statistics(mean, variance);
  }

  private static void run(
      MemorySegment x, int start, int end, float[] origin, float[] sums, float[] squares) {
    int channels = origin.length;
    int c = 0;
    for (; c < SPECIES.loopBound(channels); c += SPECIES.length()) {
      FloatVector from = FloatVector.fromArray(SPECIES, origin, c);
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector square = FloatVector.zero(SPECIES);
      for (int p = start; p < end; p++) {
        long offset = ((long) p * channels + c) * Float.BYTES;
        FloatVector away = FloatVector.fromMemorySegment(SPECIES, x, offset, ORDER).sub(from);
        sum = sum.add(away);
        square = away.fma(away, square);
      }
      sum.intoArray(sums, c);
      square.intoArray(squares, c);
    }
    for (; c < channels; c++) {
      sums[c] = 0;
      squares[c] = 0;
      for (int p = start; p < end; p++) {
        float away = x.getAtIndex(JAVA_FLOAT, (long) p * channels + c) - origin[c];
        sums[c] += away;
        squares[c] += away * away;
      }
    }
  }

  /// Not to be changed.
  double[] mean() {
    return mean;
  }

  /// Not to be changed.
  double[] variance() {
    return variance;
  }
}
