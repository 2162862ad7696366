package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// SPADE told of label map and guidance at once, as channels of one input (spec 6.9).
///
/// Source: an ablation of Shi et al., CVPR 2022.
///
/// @param hidden width of the inner convolution, 128 in the paper
public record SpadeCatNorm(int hidden) implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.SPADE_CAT;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      NDArray both = Torch.channels(condition.oneHot(), condition.guidance());
      return scratch.keep(Modulation.semantic(state, both).applied(normalized));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.under("param_free_norm").statistics(channels);
    draft.semantic(labels + 3, hidden, channels);
  }
}
