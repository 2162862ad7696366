package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// Layers with weights: each reads `weight`, `bias` and their like from the place it is given.
public final class Layers {
  private Layers() {}

  /// 3x3 convolution, padding 1, stride 1.
  public static NDArray conv3x3(State state, NDArray x) {
    return conv(state, x, 1, 1);
  }

  /// Convolution by `weight` and, where there is one, `bias`.
  public static NDArray conv(State state, NDArray x, int stride, int padding) {
    return conv(state, x, new Torch.Taps(stride, padding, 1));
  }

  /// Convolution by `weight` and, where there is one, `bias`, the taps where they are told to lie.
  public static NDArray conv(State state, NDArray x, Torch.Taps taps) {
    return Torch.conv(x, state.array("weight"), state.find("bias"), taps, state.arithmetic());
  }

  /// Convolution by `weight_orig` divided by its spectral norm (spec 6.1), or as it is if it was
  /// divided when it was loaded: then its spectral vectors are gone.
  ///
  /// Source: Miyato et al., ICLR 2018. In training each pass begins with one power iteration.
  public static NDArray spectralConv(State state, NDArray x, int stride, int padding) {
    NDArray weight = state.array("weight_orig");
    Torch.Taps taps = new Torch.Taps(stride, padding, 1);
    if (state.find("weight_u").isEmpty()) {
      return Torch.conv(x, weight, state.find("bias"), taps, state.arithmetic());
    }
    NDArray u = state.array("weight_u");
    NDArray v = state.array("weight_v");
    try (NDArray scaled =
        state.training() ? Torch.spectralTraining(weight, u, v) : Torch.spectral(weight, u, v)) {
      return Torch.conv(x, scaled, state.find("bias"), taps, state.arithmetic());
    }
  }

  /// Batch norm without learned scale (spec 6.1): by `running_mean` and `running_var`, in training
  /// by the batch's own statistics.
  public static NDArray batchNorm(State state, NDArray x) {
    NDArray mean = state.array("running_mean");
    NDArray variance = state.array("running_var");
    return state.training()
        ? Torch.batchNormTraining(x, mean, variance)
        : Torch.batchNorm(x, mean, variance);
  }

  /// Linear map of the last dimension by `weight` and `bias`.
  public static NDArray linear(State state, NDArray x) {
    return Torch.linear(x, state.array("weight"), state.array("bias"));
  }
}
