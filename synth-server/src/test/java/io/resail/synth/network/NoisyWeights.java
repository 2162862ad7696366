package io.resail.synth.network;

import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
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
    // No layer then amplifies rounding into a difference that anyone sees.
    return SpectralVectors.settled(new Weights(tensors, Map.of()), 10);
  }
}
