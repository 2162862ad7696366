package io.resail.tools.training;

import ai.djl.ndarray.NDManager;
import io.resail.synth.network.Parameters;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/// Networks and their optimisers as one set of tensors, each under a name of its own.
final class TrainingState {
  private TrainingState() {}

  /// One network that has not been trained.
  static Weights of(String name, Weights network) {
    return joined(network, name);
  }

  /// A network and its optimiser.
  static Weights joined(Weights network, String name, Weights moments, String momentsName) {
    return both(joined(network, name), joined(moments, momentsName));
  }

  /// Two sets together; no name is in both.
  static Weights both(Weights first, Weights second) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(first.tensors());
    tensors.putAll(second.tensors());
    Map<String, String> words = new LinkedHashMap<>(first.metadata());
    words.putAll(second.metadata());
    return new Weights(tensors, words);
  }

  private static Weights joined(Weights part, String name) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    part.tensors().forEach((each, tensor) -> tensors.put(name + each, tensor));
    Map<String, String> words = new LinkedHashMap<>();
    part.metadata().forEach((each, word) -> words.put(name + each, word));
    return new Weights(tensors, words);
  }

  /// The optimiser of a network, as it was, or one that begins.
  static Adam adam(
      Weights state, String name, Parameters parameters, Adam.Rates rates, NDManager manager) {
    Weights part = state.under(name);
    if (part.tensors().isEmpty()) {
      return Adam.begin(parameters, rates, manager);
    }
    Map<String, String> words = new LinkedHashMap<>();
    state
        .metadata()
        .forEach(
            (each, word) -> {
              if (each.startsWith(name)) {
                words.put(each.substring(name.length()), word);
              }
            });
    return Adam.resume(part.withMetadata(words), parameters, rates, manager);
  }
}
