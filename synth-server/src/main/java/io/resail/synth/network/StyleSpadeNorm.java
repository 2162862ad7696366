package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// SPADE whose features of the label map are styled by a code of the whole guidance (spec 6.9).
///
/// Source: an ablation of Shi et al., CVPR 2022 (generator `style`).
///
/// @param hidden width of the inner convolutions, 256 in the paper
public record StyleSpadeNorm(int hidden) implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.STYLE_SPADE;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      NDArray features =
          Torch.relu(Layers.conv3x3(state.under("mlp_shared.0"), condition.oneHot()));
      NDArray style =
          Layers.linear(state.under("adaIn_params_projection1.0"), condition.requiredStyle())
              .reshape(-1, 2L * hidden, 1, 1);
      NDArray scale = Torch.channels(style, 0, hidden);
      NDArray shift = Torch.channels(style, hidden, 2L * hidden);
      features = Torch.instanceNorm(features).mul(scale).add(shift);
      features = Torch.relu(Layers.conv3x3(state.under("conv_s1.0"), features));
      features = Torch.relu(Layers.conv3x3(state.under("conv_s2.0"), features));
      return scratch.keep(
          Modulation.read(state.under("mlp_gamma"), state.under("mlp_beta"), features)
              .applied(normalized));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.under("param_free_norm").statistics(channels);
    draft.under("adaIn_params_projection1.0").linear(GuidanceEncoder.CODE, 2 * hidden);
    draft.under("conv_s1.0").conv(hidden, hidden, 3);
    draft.under("conv_s2.0").conv(hidden, hidden, 3);
    draft.semantic(labels, hidden, channels);
  }

  @Override
  public Style style(State state, Conditions conditions) {
    return GuidanceEncoder.encode(state, conditions.guidance());
  }

  @Override
  public void draftStyle(Draft draft, int width) {
    GuidanceEncoder.draft(draft, width);
  }
}
