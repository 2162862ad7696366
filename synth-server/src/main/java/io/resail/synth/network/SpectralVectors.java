package io.resail.synth.network;

import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The vectors `u` and `v` by which spectral norm knows the largest singular value of a weight.
///
/// Training moves them by one power iteration a step (spec 6.1). Weights that have never been
/// trained
/// carry random ones, which belong to no singular value: evaluated so, every layer amplifies many
/// times over and the picture is saturated noise.
public final class SpectralVectors {
  private static final String WEIGHT = ".weight_orig";

  private SpectralVectors() {}

  /// The same weights with vectors that so many power iterations have fitted to them.
  public static Weights settled(Weights weights, int iterations) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    for (String name : weights.tensors().keySet()) {
      if (name.endsWith(WEIGHT)) {
        settle(tensors, name.substring(0, name.length() - WEIGHT.length()), iterations);
      }
    }
    return new Weights(tensors, weights.metadata());
  }

  private static void settle(Map<String, Tensor> tensors, String layer, int iterations) {
    Tensor tensor = tensors.get(layer + WEIGHT);
    float[] weight = tensor.floats();
    int rows = (int) tensor.shape()[0];
    int columns = weight.length / rows;
    double[] u = new double[rows];
    double[] v = new double[columns];
    float[] start = tensors.get(layer + ".weight_u").floats();
    Arrays.setAll(u, i -> start[i]);
    for (int round = 0; round < iterations; round++) {
      Arrays.fill(v, 0);
      for (int row = 0, at = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++, at++) {
          v[column] += weight[at] * u[row];
        }
      }
      normalise(v);
      for (int row = 0, at = 0; row < rows; row++) {
        double sum = 0;
        for (int column = 0; column < columns; column++, at++) {
          sum += weight[at] * v[column];
        }
        u[row] = sum;
      }
      normalise(u);
    }
    tensors.put(layer + ".weight_u", single(u));
    tensors.put(layer + ".weight_v", single(v));
  }

  private static void normalise(double[] values) {
    double length = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    double scale = 1 / Math.max(length, 1e-12);
    Arrays.setAll(values, i -> values[i] * scale);
  }

  private static Tensor single(double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      single[i] = (float) values[i];
    }
    return Tensor.of(single, values.length);
  }
}
