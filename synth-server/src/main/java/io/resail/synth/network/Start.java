package io.resail.synth.network;

import io.resail.synth.weights.Tensor;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How an array starts before any training (spec 6.6).
public enum Start {
  /// Weights of convolutions and linear maps, by an [Initialization].
  WEIGHT,
  /// Biases, running means, blending scalars: 0.
  ZERO,
  /// Running variances: 1.
  ONE,
  /// Scales of CLADE: uniform on [0, 1).
  UNIFORM,
  /// Spectral vectors: normal, then of length 1.
  DIRECTION,
  /// A counter: 0, int64.
  COUNT;

  /// A new tensor of a shape whose first dimension is the outputs and second the inputs, if it is a
  /// weight.
  Tensor tensor(long[] shape, Initialization weights, RandomGenerator random) {
    if (this == COUNT) {
      return Tensor.of(new long[Math.toIntExact(count(shape))], shape);
    }
    float[] values = new float[Math.toIntExact(count(shape))];
    switch (this) {
      case WEIGHT ->
          weights.fill(
              values, (double) values.length / shape[0], (double) values.length / shape[1], random);
      case ONE -> Arrays.fill(values, 1);
      case UNIFORM -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat();
        }
      }
      case DIRECTION -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian();
        }
        double length = Math.sqrt(squares(values));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (values[i] / length);
        }
      }
      case ZERO, COUNT -> {}
    }
    return Tensor.of(values, shape);
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
