package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.State;
import java.util.Optional;

/// SPADE: the map alone modulates.
record LabelPlan(BatchScale scale, LabelBranch labels) implements NormPlan {
  static LabelPlan load(PlanWeights weights, State state) {
    return new LabelPlan(
        BatchScale.of(state.under("param_free_norm")), LabelBranch.load(weights, state));
  }

  @Override
  public Told told(Reading reading, Optional<Told> before) {
    return Told.of(labels.rows(reading, before.map(told -> told.rows().getFirst())));
  }

  @Override
  public NDArray apply(
      NDArray x, Grid grid, Told told, Guide guide, float slope, LayerTimes times) {
    return times.during(
        LayerKind.MODULATION, () -> Modulator.apply(x, grid, scale, told.rows().getFirst(), slope));
  }
}
