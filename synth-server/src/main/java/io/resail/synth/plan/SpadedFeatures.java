package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import java.util.List;
import java.util.Optional;

/// SIN_SPADE's: the guidance itself through two small SPADE layers with ReLU, then one convolution
/// (spec 6.9).
record SpadedFeatures(LabelPlan first, LabelPlan second, Convolution third)
    implements GuidanceFeatures {

  static SpadedFeatures load(PlanWeights weights, State state) {
    return new SpadedFeatures(
        LabelPlan.load(weights, state.under("spade1")),
        LabelPlan.load(weights, state.under("spade2")),
        weights.convolution(
            () -> state.array("conv3.weight"), state.array("conv3.bias").toFloatArray()));
  }

  @Override
  public Told told(Reading reading, Optional<Told> before) {
    return new Told(
        List.of(
            first.labels().rows(reading, before.map(told -> told.rows().getFirst())),
            second.labels().rows(reading, before.map(told -> told.rows().getLast()))),
        List.of(),
        new int[0]);
  }

  @Override
  public NDArray of(NDArray pixels, Grid grid, Told told) {
    Grid colours = new Grid(grid.height(), grid.width(), 3, 0);
    try (Scratch scratch = new Scratch()) {
      NDArray one = Modulator.apply(pixels, colours, first.scale(), told.rows().get(1), 0);
      NDArray two = Modulator.apply(one, colours, second.scale(), told.rows().get(2), 0);
      return scratch.keep(third.apply(two));
    }
  }
}
