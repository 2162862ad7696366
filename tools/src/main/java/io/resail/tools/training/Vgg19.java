package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The first thirteen convolutions of VGG-19, as far as its features relu1_1, relu2_1, relu3_1,
/// relu4_1 and relu5_1 reach.
///
/// Source: Simonyan and Zisserman, ICLR 2015; images go in as they are, in [-1, 1] (spec 7).
final class Vgg19 {
  /// One convolution of 3 x 3.
  ///
  /// @param index its place among all layers, by which torchvision names it
  /// @param in channels it reads
  /// @param out channels it gives
  record Layer(int index, int in, int out) {
    String name() {
      return "features." + index;
    }
  }

  static final List<Layer> LAYERS =
      List.of(
          new Layer(0, 3, 64),
          new Layer(2, 64, 64),
          new Layer(5, 64, 128),
          new Layer(7, 128, 128),
          new Layer(10, 128, 256),
          new Layer(12, 256, 256),
          new Layer(14, 256, 256),
          new Layer(16, 256, 256),
          new Layer(19, 256, 512),
          new Layer(21, 512, 512),
          new Layer(23, 512, 512),
          new Layer(25, 512, 512),
          new Layer(28, 512, 512));

  private static final Set<Integer> TAKEN = Set.of(0, 5, 10, 19, 28);

  private Vgg19() {}

  /// The five features, the finest first.
  ///
  /// @param image RGB in [-1, 1], (N, 3, H, W), sides of at least 16
  static List<NDArray> features(State state, NDArray image) {
    try (Scratch scratch = new Scratch()) {
      List<NDArray> features = new ArrayList<>();
      NDArray x = image;
      for (Layer layer : LAYERS) {
        if (layer.in() != 3 && TAKEN.contains(layer.index())) {
          x = TrainingOperators.largestOfFour(x);
        }
        x = Torch.relu(Layers.conv(state.under(layer.name()), x, 1, 1));
        if (TAKEN.contains(layer.index())) {
          features.add(scratch.keep(x));
        }
      }
      return features;
    }
  }
}
