package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/// One style code per class, read from the guidance, modulates the pixels of that class, blended
/// with SPADE (spec 6.9, ACE).
///
/// Source: Zhu et al., "SEAN: Image Synthesis with Semantic Region-Adaptive Normalization", CVPR
/// 2020, without its noise.
///
/// @param hidden width of the inner convolutions and length of a code, 128 in the paper
public record AceNorm(int hidden) implements Normalization {
  /// Linear layers every norm has, one per class.
  private static final int CLASSES = 35;

  @Override
  public NormKind kind() {
    return NormKind.SEAN;
  }

  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      NDArray painted = painted(state, condition);
      Modulation styled =
          Modulation.read(state.under("conv_gamma"), state.under("conv_beta"), painted);
      Modulation semantic = condition.semantic(state.under("Spade"));
      return scratch.keep(styled.blended(state, semantic).applied(normalized));
    }
  }

  /// The code of each pixel's class, through that class's linear layer and ReLU.
  ///
  /// @return (N, h, H, W)
  private NDArray painted(State state, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray codes = condition.requiredStyle();
      NDArray map = condition.oneHot();
      Shape shape = map.getShape();
      NDList perClass = new NDList();
      for (int label = 0; label < shape.get(1); label++) {
        NDArray code = Torch.channels(codes, label, label + 1L).squeeze(1);
        perClass.add(Torch.relu(Layers.linear(state.under("fc_mu" + label), code)));
      }
      NDArray colours = NDArrays.stack(perClass, 2);
      NDArray pixels = map.reshape(shape.get(0), shape.get(1), -1);
      return scratch.keep(
          colours.batchMatMul(pixels).reshape(shape.get(0), hidden, shape.get(2), shape.get(3)));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.blending();
    draft.array("noise_var", Start.ZERO, channels);
    new SpadeNorm(hidden).draft(draft.under("Spade"), labels, channels);
    draft.under("param_free_norm").statistics(channels);
    draft.under("conv_gamma").conv(hidden, channels, 3);
    draft.under("conv_beta").conv(hidden, channels, 3);
    for (int label = 0; label < CLASSES; label++) {
      draft.under("fc_mu" + label).linear(hidden, hidden);
    }
  }

  /// The last block of the usual sizes has plain SPADE.
  @Override
  public Normalization inBlock(String block) {
    return block.equals("up_3") ? new SpadeNorm(hidden) : this;
  }

  @Override
  public Style style(State state, Conditions conditions) {
    return StyleCodeEncoder.encode(state, conditions);
  }

  @Override
  public void draftStyle(Draft draft, int width) {
    StyleCodeEncoder.draft(draft, hidden);
  }

  @Override
  public void check(int labels) {
    if (labels > CLASSES) {
      throw new IllegalArgumentException(
          labels
              + " label channels given to a norm that has a layer for each of "
              + CLASSES
              + ": need at most "
              + CLASSES
              + ", or another normalization");
    }
  }
}
