package io.resail.tools.benchmark;

import io.resail.synth.network.Blueprint;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Random weights as large as trained ones are, so that every part of a network moves its pictures:
/// those of a fresh network paint one grey, on which no error could show.
final class WeightsAtScale {
  private static final int POWER_ITERATIONS = 5;

  private WeightsAtScale() {}

  static Weights of(NetworkSettings settings, long seed) {
    Blueprint blueprint = settings.blueprint();
    Map<String, Tensor> tensors = new LinkedHashMap<>(blueprint.initial(seed).tensors());
    SplittableRandom random = new SplittableRandom(seed);
    blueprint
        .entries()
        .forEach(
            (name, entry) -> {
              if (Blueprint.isLearned(name)) {
                tensors.put(name, scaled(tensors.get(name), entry, random));
              }
            });
    return SpectralVectors.settled(new Weights(tensors, Map.of()), POWER_ITERATIONS);
  }

  /// Deviation 1 / sqrt(inputs); uniform, since only the deviation matters and it is quick.
  private static Tensor scaled(Tensor tensor, Blueprint.Entry entry, SplittableRandom random) {
    long count = entry.count();
    long outputs = entry.shape().isEmpty() ? 1 : entry.shape().getFirst();
    float[] values = new float[Math.toIntExact(count)];
    float width = (float) Math.sqrt(12.0 * outputs / count);
    for (int i = 0; i < values.length; i++) {
      values[i] = width * (random.nextFloat() - 0.5f);
    }
    return Tensor.of(values, tensor.shape());
  }
}
