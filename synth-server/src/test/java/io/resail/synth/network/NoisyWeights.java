package io.resail.synth.network;

import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Weights of the size trained ones have, so that every part of a network moves its output.
public final class NoisyWeights {
  private NoisyWeights() {}

  /// Weights for all arrays of the blueprint.
  public static Weights of(Blueprint blueprint, SplittableRandom random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Weights initial = blueprint.initial(random.nextLong());
    blueprint
        .entries()
        .forEach(
            (name, entry) -> {
              Tensor tensor = initial.tensor(name);
              if (Blueprint.isLearned(name)) {
                float[] values = tensor.floats();
                double inputs = (double) values.length / Math.max(1, entry.shape().getFirst());
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
                }
                tensor = Tensor.of(values, tensor.shape());
              }
              tensors.put(name, tensor);
            });
    blueprint.entries().keySet().stream()
        .filter(name -> name.endsWith(".weight_orig"))
        .forEach(
            name -> settle(tensors, name.substring(0, name.length() - ".weight_orig".length())));
    return new Weights(tensors, Map.of());
  }

  /// Power iterations, as training makes them: with vectors that fit the weights no layer amplifies
  /// rounding into a difference that anyone sees.
  private static void settle(Map<String, Tensor> tensors, String layer) {
    Tensor tensor = tensors.get(layer + ".weight_orig");
    float[] weight = tensor.floats();
    int rows = (int) tensor.shape()[0];
    int columns = weight.length / rows;
    double[] u = new double[rows];
    Arrays.fill(u, 1 / Math.sqrt(rows));
    double[] v = new double[columns];
    for (int round = 0; round < 10; round++) {
      Arrays.fill(v, 0);
      for (int i = 0; i < weight.length; i++) {
        v[i % columns] += weight[i] * u[i / columns];
      }
      normalise(v);
      Arrays.fill(u, 0);
      for (int i = 0; i < weight.length; i++) {
        u[i / columns] += weight[i] * v[i % columns];
      }
      normalise(u);
    }
    tensors.put(layer + ".weight_u", single(u));
    tensors.put(layer + ".weight_v", single(v));
  }

  private static void normalise(double[] values) {
    double length = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    Arrays.setAll(values, i -> values[i] / length);
  }

  private static Tensor single(double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      single[i] = (float) values[i];
    }
    return Tensor.of(single, values.length);
  }
}
