package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Weights;
import java.util.Map;

/// The running average of a network's learned arrays over its steps; what is not learned is as it
/// is. One thread.
///
/// In early steps it keeps less than it is told, so that the weights a run began with, which know
/// nothing, fade as fast as there are steps that know more.
final class Average {
  /// At step `n` no more than `n / (n + WARM_UP)` is kept.
  private static final double WARM_UP = 9;

  private final NDManager manager;
  private final Parameters parameters;
  private final float kept;

  /// @param before the average so far
  /// @param kept share of the old average in the new one
  Average(Weights before, float kept, NDManager manager) {
    this.manager = manager;
    this.parameters = Parameters.load(before, manager);
    this.kept = kept;
  }

  /// Takes in a network after a step.
  ///
  /// @param step its number, from 1
  void follow(Parameters network, long step) {
    float share = (float) Math.min(kept, step / (step + WARM_UP));
    try (Scratch _ = new Scratch();
        Recording _ = Recording.off()) {
      NDArray old = Torch.number(share, DataType.FLOAT32, manager);
      NDArray fresh = Torch.number(1 - share, DataType.FLOAT32, manager);
      parameters
          .arrays()
          .forEach(
              (name, average) -> {
                NDArray now = network.array(name);
                if (Blueprint.isLearned(name)) {
                  average.muli(old).addi(now.stopGradient().mul(fresh));
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
