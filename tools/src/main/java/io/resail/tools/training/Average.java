package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Weights;
import java.util.Map;

/// The running average of a network's learned arrays over its steps; what is not learned is as it
/// is. One thread.
final class Average {
  private final Parameters parameters;
  private final float kept;

  /// @param before the average so far
  /// @param kept share of the old average in the new one
  Average(Weights before, float kept, NDManager manager) {
    this.parameters = Parameters.load(before, manager);
    this.kept = kept;
  }

  /// Takes in a network after a step.
  void follow(Parameters network) {
    try (Scratch _ = new Scratch();
        Recording _ = Recording.off()) {
      parameters
          .arrays()
          .forEach(
              (name, average) -> {
                NDArray now = network.array(name);
                if (Blueprint.isLearned(name)) {
                  average.muli(kept).addi(Torch.times(now.stopGradient(), 1 - kept));
                } else {
                  now.copyTo(average);
                }
              });
    }
  }

  Weights weights() {
    return parameters.weights(Map.of());
  }
}
