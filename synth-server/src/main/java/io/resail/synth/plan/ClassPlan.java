package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.State;
import java.util.Optional;

/// CLADE: a row of the table for each class.
///
/// @param table (L, 2c)
record ClassPlan(BatchScale scale, NDArray table) implements NormPlan {
  static ClassPlan load(PlanWeights weights, State state) {
    return new ClassPlan(
        BatchScale.of(state.under("param_free_norm")),
        weights.own(() -> state.array("weight").concat(state.array("bias"), 1)));
  }

  @Override
  public Told told(Reading reading, Optional<Told> before) {
    return Told.NOTHING.withClasses(reading.map().labels());
  }

  @Override
  public NDArray apply(
      NDArray x, Grid grid, Told told, Guide guide, float slope, LayerTimes times) {
    return times.during(
        LayerKind.MODULATION,
        () -> Modulator.apply(x, grid, scale, new Rows(table, told.classes()), slope));
  }
}
