package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// The paper's norm: pixels of the guidance and the label map modulate together (spec 6.2).
///
/// The guidance branch styles the features of the resized guidance twice by scale and shift that it
/// reads from the label map's mean, then gives `gamma` and `beta`; the semantic branch is SPADE's;
/// two learned scalars blend them.
///
/// Source: Shi et al., CVPR 2022 (arXiv 2204.02854). `hidden` is the style length of the released
/// settings, 128.
///
/// @param hidden width of the inner convolutions, `h`
public record ResailNorm(int hidden) implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.RESAIL;
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
      NDArray first = Torch.spaceMean(Layers.conv(state.under("conv_s"), condition.oneHot(), 2, 0));
      NDArray second = Layers.conv(state.under("conv_s2"), first, 1, 0);
      NDArray features = styled(state.under("conv1"), condition.guidance(), first);
      features = styled(state.under("conv2"), features, second);
      features = Layers.conv3x3(state.under("conv3"), features);
      return Modulation.read(state.under("conv_gamma"), state.under("conv_beta"), features)
          .keptBy(scratch);
    }
  }

  /// Convolution, instance norm, scale and shift by the two halves of `style`, ReLU.
  private NDArray styled(State conv, NDArray x, NDArray style) {
    try (Scratch scratch = new Scratch()) {
      NDArray scale = Torch.channels(style, 0, hidden);
      NDArray shift = Torch.channels(style, hidden, 2L * hidden);
      NDArray normalized = Torch.instanceNorm(Layers.conv3x3(conv, x));
      return scratch.keep(Torch.relu(normalized.mul(scale).add(shift)));
    }
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.blending();
    draft.under("param_free_norm").statistics(channels);
    draft.under("conv1").conv(3, hidden, 3);
    draft.under("conv2").conv(hidden, hidden, 3);
    draft.under("conv3").conv(hidden, hidden, 3);
    draft.under("conv_s").conv(labels, 2 * hidden, 3);
    draft.under("conv_s2").conv(2 * hidden, 2 * hidden, 1);
    draft.under("conv_gamma").conv(hidden, channels, 3);
    draft.under("conv_beta").conv(hidden, channels, 3);
    draft.semantic(labels, hidden, channels);
  }

  /// The map's parameters come from an unpadded 3x3 convolution.
  @Override
  public int smallestSide() {
    return 3;
  }
}
