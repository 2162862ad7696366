package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// Scale and shift of every channel of every pixel.
///
/// @param gamma added to a scale of 1, (N, c, H, W)
/// @param beta (N, c, H, W)
record Modulation(NDArray gamma, NDArray beta) {
  /// What two 3x3 convolutions read from features.
  ///
  /// @param gamma place of the first's weights
  /// @param beta place of the second's
  static Modulation read(State gamma, State beta, NDArray features) {
    return new Modulation(Layers.conv3x3(gamma, features), Layers.conv3x3(beta, features));
  }

  /// The semantic branch of SPADE: `mlp_shared`, ReLU, then `mlp_gamma` and `mlp_beta`.
  ///
  /// Source: Park et al., CVPR 2019.
  ///
  /// @param map label channels, (N, L, H, W), perhaps with others behind them
  static Modulation semantic(State state, NDArray map) {
    try (Scratch scratch = new Scratch()) {
      NDArray shared = Torch.relu(Layers.conv3x3(state.under("mlp_shared.0"), map));
      return read(state.under("mlp_gamma"), state.under("mlp_beta"), shared).keptBy(scratch);
    }
  }

  /// This modulation blended with another: each learned scalar, through the logistic function, is
  /// the share of this one (spec 6.2, blending).
  Modulation blended(State state, Modulation other) {
    return new Modulation(
        Torch.blend(gamma, other.gamma, state.array("blending_gamma")),
        Torch.blend(beta, other.beta, state.array("blending_beta")));
  }

  /// `normalized * (1 + gamma) + beta`.
  NDArray applied(NDArray normalized) {
    return Torch.modulated(normalized, gamma, beta);
  }

  void close() {
    gamma.close();
    beta.close();
  }

  Modulation keptBy(Scratch scratch) {
    scratch.keep(gamma);
    scratch.keep(beta);
    return this;
  }
}
