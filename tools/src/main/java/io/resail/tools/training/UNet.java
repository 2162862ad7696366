package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Draft;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/// A U-Net of residual blocks, network T as the spec has it (7.1).
///
/// Source: the discriminator of Schönfeld et al., ICLR 2021 (arXiv 2012.04781), with classes in
/// place of its judgement. [#features] are those after each of its six halvings; [#fineFeatures],
/// those before each of the first five, stand in for VGG-19's.
///
/// @param labels classes it tells apart, `L` of the spec
/// @param narrower what the channels inside are divided by: 1 for the paper's network, a divisor
///     of 64
record UNet(int labels, int narrower) implements SegmentationNetwork {
  private static final int SETTLING = 10;

  /// Channels from the image through each halving.
  private static final int[] DOWN = {3, 128, 128, 256, 256, 512, 512};

  /// Blocks whose features stand in for VGG-19's.
  private static final int FINE = 5;

  /// Channels after each doubling.
  private static final int[] UP = {512, 256, 256, 128, 128, 64};

  /// At least one class.
  UNet {
    SegmentationNetwork.requireSizes(labels, narrower);
  }

  @Override
  public Build build() {
    return Build.U_NET;
  }

  @Override
  public int stride() {
    return 64;
  }

  @Override
  public NDArray logits(State state, List<NDArray> seen) {
    try (Scratch scratch = new Scratch()) {
      NDArray x = seen.getLast();
      for (int i = 0; i < UP.length; i++) {
        NDArray input = i == 0 ? x : Torch.channels(seen.get(UP.length - 1 - i), x);
        x = up(state.under("body_up." + i), input);
      }
      return scratch.keep(Layers.conv(state.under("layer_up_last"), x, 1, 0));
    }
  }

  @Override
  public List<NDArray> features(State state, NDArray image) {
    requireSides(image);
    try (Scratch scratch = new Scratch()) {
      List<NDArray> seen = new ArrayList<>();
      NDArray x = image;
      for (int i = 0; i < DOWN.length - 1; i++) {
        x = scratch.keep(Torch.half(down(state, i, x)));
        seen.add(x);
      }
      return seen;
    }
  }

  @Override
  public List<String> levels() {
    return List.of("1/2", "1/4", "1/8", "1/16", "1/32", "1/64");
  }

  @Override
  public List<NDArray> fineFeatures(State state, NDArray image) {
    requireSides(image);
    try (Scratch scratch = new Scratch()) {
      List<NDArray> seen = new ArrayList<>();
      for (int i = 0; i < FINE; i++) {
        NDArray x = i == 0 ? image : Torch.half(seen.getLast());
        seen.add(scratch.keep(down(state, i, x)));
      }
      return seen;
    }
  }

  /// A block on the way down but for its halving, which comes last: an average of neighbours and a
  /// 1x1 convolution may change places.
  private static NDArray down(State network, int block, NDArray x) {
    State state = network.under("body_down." + block);
    try (Scratch scratch = new Scratch()) {
      NDArray main =
          block == 0
              ? spectral3x3(state.under("conv1.0"), x)
              : spectral3x3(state.under("conv1.1"), Torch.leaky(x));
      main = spectral3x3(state.under("conv2.1"), Torch.leaky(main));
      return scratch.keep(main.add(shortcut(state, x)));
    }
  }

  private static NDArray up(State state, NDArray x) {
    try (Scratch scratch = new Scratch()) {
      NDArray main = spectral3x3(state.under("conv1.2"), Torch.twice(Torch.leaky(x)));
      main = spectral3x3(state.under("conv2.1"), Torch.leaky(main));
      return scratch.keep(main.add(shortcut(state, Torch.twice(x))));
    }
  }

  private static NDArray spectral3x3(State state, NDArray x) {
    return Layers.spectralConv(state, x, 1, 1);
  }

  /// A 1x1 convolution where the number of channels changes.
  private static NDArray shortcut(State state, NDArray x) {
    return state.find("conv_s.weight_orig").isPresent()
        ? Layers.spectralConv(state.under("conv_s"), x, 1, 0)
        : x;
  }

  @Override
  public Weights initial(long seed) {
    return SpectralVectors.settled(blueprint().initial(seed), SETTLING);
  }

  @Override
  public Blueprint blueprint() {
    Draft draft = Draft.empty();
    for (int i = 0; i < DOWN.length - 1; i++) {
      block(
          draft.under("body_down." + i),
          i == 0 ? "conv1.0" : "conv1.1",
          channels(DOWN[i]),
          channels(DOWN[i + 1]));
    }
    int in = channels(DOWN[DOWN.length - 1]);
    for (int i = 0; i < UP.length; i++) {
      int skipped = i == 0 ? 0 : channels(DOWN[DOWN.length - 1 - i]);
      block(draft.under("body_up." + i), "conv1.2", in + skipped, channels(UP[i]));
      in = channels(UP[i]);
    }
    draft.under("layer_up_last").conv(in, labels, 1);
    return draft.blueprint();
  }

  private int channels(int ofThePaper) {
    return ofThePaper == DOWN[0] ? ofThePaper : ofThePaper / narrower;
  }

  private static void block(Draft draft, String first, int in, int out) {
    draft.under(first).spectralConv(in, out, 3, true);
    draft.under("conv2.1").spectralConv(out, out, 3, true);
    if (in != out) {
      draft.under("conv_s").spectralConv(in, out, 1, true);
    }
  }
}
