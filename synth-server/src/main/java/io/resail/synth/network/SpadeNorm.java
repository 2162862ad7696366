package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// The label map alone modulates (spec 6.9).
///
/// Source: Park et al., "Semantic Image Synthesis with Spatially-Adaptive Normalization", CVPR
/// 2019.
///
/// @param hidden width of the inner convolution, 128 in the paper
public record SpadeNorm(int hidden) implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.SPADE;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      return scratch.keep(condition.semantic(state).applied(normalized));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.under("param_free_norm").statistics(channels);
    draft.semantic(labels, hidden, channels);
  }
}
