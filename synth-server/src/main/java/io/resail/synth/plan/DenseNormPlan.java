package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Normalization;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.Optional;

/// A norm as the dense network computes it, channels first. Reads the network's own parameters.
record DenseNormPlan(Normalization norm, State state) implements NormPlan {
  @Override
  public Told told(Reading reading, Optional<Told> before) {
    return Told.NOTHING;
  }

  @Override
  public NDArray apply(
      NDArray x, Grid grid, Told told, Guide guide, float slope, LayerTimes times) {
    return times.during(
        LayerKind.DENSE_NORMS,
        () -> {
          try (Scratch scratch = new Scratch()) {
            NDArray planes = PlanOperators.call("channels_first", doubled(x, grid));
            NDArray modulated = norm.apply(state, planes, guide.condition());
            NDArray active = slope == 1 ? modulated : Torch.leaky(modulated);
            return scratch.keep(PlanOperators.call("channels_last", active));
          }
        });
  }

  /// Every pixel as a square, as often as the grid says; the same array for never.
  static NDArray doubled(NDArray x, Grid grid) {
    NDArray larger = x;
    for (int i = 0; i < grid.doublings(); i++) {
      larger = PlanOperators.call("doubled", larger);
    }
    return larger;
  }
}
