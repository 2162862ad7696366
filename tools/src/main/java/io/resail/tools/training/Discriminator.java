package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.ArrayList;
import java.util.List;

/// Judges patch by patch, at two scales, whether an image is a photograph of its label map (spec
/// 6.5).
///
/// Source: Wang et al., CVPR 2018 (multi-scale); Ntavelis et al., ECCV 2020 (SESAME). Holds no
/// arrays of its own. One thread on parameters for training.
public final class Discriminator {
  private final DiscriminatorSettings settings;
  private final State state;

  /// A discriminator over weights.
  ///
  /// @param state the parameters as a whole, for evaluation or for training
  public Discriminator(DiscriminatorSettings settings, State state) {
    this.settings = settings;
    this.state = state;
  }

  /// Judges images.
  ///
  /// @param map one channel per class, (N, L, H, W)
  /// @param image RGB in [-1, 1], (N, 3, H, W)
  /// @return features and logits of each scale, on the manager of `map`
  public Judgement judge(NDArray map, NDArray image) {
    try (Scratch scratch = new Scratch()) {
      List<List<NDArray>> scales = new ArrayList<>();
      NDArray smallerMap = map;
      NDArray smallerImage = image;
      for (int scale = 0; scale < DiscriminatorSettings.SCALES; scale++) {
        if (scale > 0) {
          smallerMap = Torch.coarse(smallerMap);
          smallerImage = Torch.coarse(smallerImage);
        }
        List<NDArray> layers =
            layers(state.under("discriminator_" + scale), smallerMap, smallerImage);
        layers.forEach(scratch::keep);
        scales.add(layers);
      }
      return new Judgement(scales);
    }
  }

  /// Judges painted and real images of the same maps in one pass, as the released code does: each
  /// pass in training moves the spectral vectors.
  Pair judge(NDArray map, NDArray painted, NDArray real) {
    long count = map.getShape().get(0);
    try (Scratch scratch = new Scratch()) {
      Judgement both =
          judge(NDArrays.concat(new NDList(map, map)), NDArrays.concat(new NDList(painted, real)));
      return new Pair(
          both.part(0, count).keptBy(scratch), both.part(count, 2 * count).keptBy(scratch));
    }
  }

  /// What was said of painted and of real images.
  record Pair(Judgement painted, Judgement real) {}

  private List<NDArray> layers(State network, NDArray map, NDArray image) {
    return switch (settings.kind()) {
      case MULTISCALE -> {
        NDArray input = Torch.channels(map, image);
        List<NDArray> layers = PatchLayers.ALL.features(network, input);
        layers.add(PatchLayers.ALL.logits(network, layers.getLast()));
        yield layers;
      }
      case SESAME -> {
        NDArray seen = PatchLayers.MAP.features(network, map).getLast();
        List<NDArray> layers = PatchLayers.IMAGE.features(network, image);
        NDArray last = layers.getLast();
        NDArray agreed = last.add(last.mul(seen.sum(new int[] {1}, true)));
        layers.add(PatchLayers.IMAGE.logits(network, agreed));
        yield layers;
      }
    };
  }
}
