package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// The paper's norm with two small SPADE layers in place of its styled guidance features (spec
/// 6.9).
///
/// Source: an ablation of Shi et al., CVPR 2022.
///
/// @param hidden width of the inner convolutions, 128 in the paper
public record SinSpadeNorm(int hidden) implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.SIN_SPADE;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      Modulation modulation = guided(state, condition).blended(state, condition.semantic(state));
      return scratch.keep(modulation.applied(normalized));
    }
  }

  private Modulation guided(State state, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      SpadeNorm spade = new SpadeNorm(hidden);
      NDArray colours = condition.guidance();
      colours = Torch.relu(spade.apply(state.under("spade1"), colours, condition));
      colours = Torch.relu(spade.apply(state.under("spade2"), colours, condition));
      NDArray features = Layers.conv3x3(state.under("conv3"), colours);
      return Modulation.read(state.under("conv_gamma"), state.under("conv_beta"), features)
          .keptBy(scratch);
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.blending();
    draft.under("param_free_norm").statistics(channels);
    draft.under("conv3").conv(3, hidden, 3);
    draft.under("conv_gamma").conv(hidden, channels, 3);
    draft.under("conv_beta").conv(hidden, channels, 3);
    draft.semantic(labels, hidden, channels);
    SpadeNorm spade = new SpadeNorm(hidden);
    spade.draft(draft.under("spade1"), labels, 3);
    spade.draft(draft.under("spade2"), labels, 3);
  }
}
