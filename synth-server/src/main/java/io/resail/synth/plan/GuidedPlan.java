package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// RESAIL and SIN_SPADE: features of the guidance give their share of gamma and beta by one stacked
/// convolution; biases and the 1 of gamma lie in the rows of the label branch.
///
/// @param convolution h to 2c, its share taken, its bias 0
record GuidedPlan(
    BatchScale scale, LabelBranch labels, GuidanceFeatures features, Convolution convolution)
    implements NormPlan {

  static GuidedPlan load(PlanWeights weights, State state, GuidanceFeatures features) {
    State gamma = state.under("conv_gamma");
    State beta = state.under("conv_beta");
    Share share = Share.ofGuidance(state);
    BatchScale scale = BatchScale.of(state.under("param_free_norm"));
    float[] bias = new float[2 * scale.channels()];
    LabelBranch.addBiases(bias, gamma, beta, share);
    return new GuidedPlan(
        scale,
        LabelBranch.load(weights, state, share.rest(), bias),
        features,
        weights.convolution(
            () ->
                PlanWeights.stacked(
                    gamma.array("weight"), share.gamma(), beta.array("weight"), share.beta()),
            new float[bias.length]));
  }

  @Override
  public Told told(Reading reading, Optional<Told> before) {
    Told inner = features.told(reading, before.map(Told::inner));
    List<Rows> rows = new ArrayList<>();
    rows.add(labels.rows(reading, before.map(told -> told.rows().getFirst())));
    rows.addAll(inner.rows());
    return new Told(List.copyOf(rows), inner.styles(), inner.classes());
  }

  @Override
  public NDArray apply(
      NDArray x, Grid grid, Told told, Guide guide, float slope, LayerTimes times) {
    try (Scratch scratch = new Scratch()) {
      NDArray added =
          times.during(
              LayerKind.GUIDANCE, () -> convolution.apply(features.of(guide.pixels(), grid, told)));
      return scratch.keep(
          times.during(
              LayerKind.MODULATION,
              () -> Modulator.apply(x, grid, scale, told.rows().getFirst(), added, slope)));
    }
  }
}
