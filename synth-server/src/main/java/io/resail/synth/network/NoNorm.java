package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// No modulation: label map and guidance join the activations as channels of a convolution, and the
/// result is normalised (spec 6.9).
///
/// Source: an ablation of Shi et al., CVPR 2022.
public record NoNorm() implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.NO_NORM;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray all = Torch.channels(x, condition.oneHot(), condition.guidance());
      NDArray mixed = Layers.conv3x3(state.under("mlp_gamma"), all);
      return scratch.keep(Layers.batchNorm(state.under("param_free_norm"), mixed));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.under("param_free_norm").statistics(channels);
    draft.under("mlp_gamma").conv(channels + labels + 3, channels, 3);
  }
}
