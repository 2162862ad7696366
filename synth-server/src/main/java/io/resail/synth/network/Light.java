package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// Where a picture has the mean of each of its colours from.
///
/// The guidance branch of RESAIL normalises each channel of each image right behind its first
/// convolution (spec 6.2), so a constant added to guidance, and a factor on it, are lost there:
/// bright guidance and dark guidance make pictures of about the same light.
public enum Light {
  /// From the network alone, which is how the paper has it.
  OWN,
  /// From guidance: what the network paints is shifted, each colour by one number per image, so
  /// that where guidance covers the image both have one mean. An image without guidance stays as it
  /// is painted. Not in the paper.
  GUIDANCE;

  /// Gives pictures their light.
  ///
  /// @param painted by the network, RGB in [-1, 1], (N, 3, H, W)
  /// @param guidance RGB, -1 in all colours where there is none, (N, 3, H', W')
  /// @return RGB in [-1, 1], what is beyond is cut; `painted` itself if it stays as it is
  public NDArray of(NDArray painted, NDArray guidance) {
    return switch (this) {
      case OWN -> painted;
      case GUIDANCE -> Torch.lit(painted, Torch.bilinear(guidance, painted));
    };
  }
}
