package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Draft;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.ArrayList;
import java.util.List;

/// The convolutions of one patch discriminator: four layers of features, then logits, one for each
/// patch of the input (spec 6.5). Kernel 4, padding 2.
///
/// Source: Isola et al., CVPR 2017; Wang et al., CVPR 2018.
///
/// @param stem what precedes a layer's number in the names of its weights
record PatchLayers(String stem) {
  /// The one branch of the multi-scale discriminator.
  static final PatchLayers ALL = new PatchLayers("model");

  /// The label map's branch of SESAME.
  static final PatchLayers MAP = new PatchLayers("sem_sequence.");

  /// The image's branch of SESAME.
  static final PatchLayers IMAGE = new PatchLayers("img_sequence.");

  private static final int FEATURES = 4;
  private static final int KERNEL = 4;
  private static final int PADDING = 2;
  private static final int WIDEST = 512;

  /// The four layers of features, the input's first.
  ///
  /// @param network place of one scale's weights
  List<NDArray> features(State network, NDArray input) {
    try (Scratch scratch = new Scratch()) {
      List<NDArray> features = new ArrayList<>();
      NDArray x = input;
      for (int layer = 0; layer < FEATURES; layer++) {
        State state = network.under(stem + layer + ".0");
        // The first layer is a plain convolution, the last of the four keeps its size.
        x =
            layer == 0
                ? Layers.conv(state, x, 2, PADDING)
                : Torch.instanceNorm(
                    Layers.spectralConv(
                        state.under("0"), x, layer == FEATURES - 1 ? 1 : 2, PADDING));
        x = Torch.leaky(x);
        features.add(scratch.keep(x));
      }
      return features;
    }
  }

  /// One logit per patch, (N, 1, ...).
  NDArray logits(State network, NDArray feature) {
    return Layers.conv(network.under(stem + FEATURES + ".0"), feature, 1, PADDING);
  }

  void draft(Draft network, int inputs, int width, boolean logits) {
    network.under(stem + "0.0").conv(inputs, width, KERNEL);
    int channels = width;
    for (int layer = 1; layer < FEATURES; layer++) {
      int wider = Math.min(width << layer, WIDEST);
      network.under(stem + layer + ".0.0").spectralConv(channels, wider, KERNEL, false);
      channels = wider;
    }
    if (logits) {
      network.under(stem + FEATURES + ".0").conv(channels, 1, KERNEL);
    }
  }
}
