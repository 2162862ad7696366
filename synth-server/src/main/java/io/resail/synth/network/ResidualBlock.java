package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// Two modulated convolutions beside a shortcut (spec 6.3).
///
/// Source: Park et al., CVPR 2019, with the norm exchanged.
public final class ResidualBlock {
  private ResidualBlock() {}

  /// Runs one block.
  ///
  /// @param state place of the block's weights
  /// @param x activations, (N, in, H, W)
  /// @return (N, out, H, W), attached to the manager of `x`
  public static NDArray apply(State state, Normalization norm, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray sum = modulated(state, norm, "0", x, condition);
      sum = modulated(state, norm, "1", sum, condition);
      return scratch.keep(shortcut(state, norm, x, condition).add(sum));
    }
  }

  private static NDArray shortcut(State state, Normalization norm, NDArray x, Condition condition) {
    if (state.find("conv_s.weight_orig").isEmpty()) {
      return x;
    }
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = norm.apply(state.under("norm_s"), x, condition);
      return scratch.keep(Layers.spectralConv(state.under("conv_s"), normalized, 1, 0));
    }
  }

  private static NDArray modulated(
      State state, Normalization norm, String part, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray active = Torch.leaky(norm.apply(state.under("norm_" + part), x, condition));
      return scratch.keep(Layers.spectralConv(state.under("conv_" + part), active, 1, 1));
    }
  }

  static void draft(Draft draft, Normalization norm, int labels, int in, int out) {
    int middle = Math.min(in, out);
    draft.under("conv_0").spectralConv(in, middle, 3, true);
    draft.under("conv_1").spectralConv(middle, out, 3, true);
    norm.draft(draft.under("norm_0"), labels, in);
    norm.draft(draft.under("norm_1"), labels, middle);
    if (in != out) {
      draft.under("conv_s").spectralConv(in, out, 1, false);
      norm.draft(draft.under("norm_s"), labels, in);
    }
  }
}
