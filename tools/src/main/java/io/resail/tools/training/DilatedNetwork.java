package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Draft;
import io.resail.synth.network.Initialization;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Weights;
import java.util.List;

/// Dilated residual blocks that see far at a quarter of the image's sides, then two steps back to
/// its own with what was seen there: a build as unlike a U-Net of six halvings as can be small.
///
/// Source: the dilations that rise and fall again of Yu, Koltun and Funkhouser, CVPR 2017 (DRN-C),
/// and the decoder of Chen et al., ECCV 2018 (DeepLabv3+), small enough for images of 128 pixels,
/// where an eighth of the sides, as theirs, would lose poles. Every convolution but the last is
/// followed by batch norm without learned scale. [#features] are those at the image's sides, at
/// half and at a quarter of them before and after the dilations, all behind ReLU.
///
/// @param labels classes it tells apart
/// @param narrower what the channels inside are divided by, a divisor of 64
record DilatedNetwork(int labels, int narrower) implements SegmentationNetwork {
  /// Channels at the image's own sides, at half of them and at a quarter.
  private static final int[] WIDTHS = {64, 128, 256};

  /// Pixels between the taps of the convolutions of each block at a quarter of the sides.
  private static final List<Integer> DILATIONS = List.of(1, 2, 4, 8, 4, 2, 1);

  /// At least one class.
  DilatedNetwork {
    SegmentationNetwork.requireSizes(labels, narrower);
  }

  @Override
  public Build build() {
    return Build.DILATED;
  }

  @Override
  public int stride() {
    return 4;
  }

  @Override
  public List<NDArray> features(State state, NDArray image) {
    requireSides(image);
    try (Scratch scratch = new Scratch()) {
      NDArray full = scratch.keep(block(state.under("full"), enter(state, "full", image, 1), 1));
      NDArray half = scratch.keep(block(state.under("half"), enter(state, "half", full, 2), 1));
      NDArray quarter = scratch.keep(enter(state, "quarter", half, 2));
      NDArray x = quarter;
      for (int i = 0; i < DILATIONS.size(); i++) {
        x = block(state.under("quarter." + i), x, DILATIONS.get(i));
      }
      return List.of(full, half, quarter, scratch.keep(x));
    }
  }

  @Override
  public List<String> levels() {
    return List.of("1", "1/2", "1/4", "1/4 dilated");
  }

  @Override
  public List<NDArray> fineFeatures(State state, NDArray image) {
    return features(state, image);
  }

  @Override
  public NDArray logits(State state, List<NDArray> seen) {
    try (Scratch scratch = new Scratch()) {
      NDArray x = back(state.under("half_back"), seen.getLast(), seen.get(1));
      x = back(state.under("full_back"), x, seen.getFirst());
      return scratch.keep(Layers.conv(state.under("last"), x, 1, 0));
    }
  }

  private static NDArray enter(State state, String stage, NDArray x, int stride) {
    return Torch.relu(normalized(state.under(stage + ".enter"), x, stride, 1));
  }

  /// Twice the sides, beside what was seen there.
  private static NDArray back(State state, NDArray x, NDArray seen) {
    NDArray joined = Torch.channels(Torch.twice(x), seen);
    return block(state, Torch.relu(normalized(state.under("enter"), joined, 1, 1)), 1);
  }

  private static NDArray block(State state, NDArray x, int dilation) {
    NDArray main = Torch.relu(normalized(state.under("conv_0"), x, 1, dilation));
    return Torch.relu(x.add(normalized(state.under("conv_1"), main, 1, dilation)));
  }

  private static NDArray normalized(State state, NDArray x, int stride, int dilation) {
    return Layers.batchNorm(
        state.under("norm"), Layers.conv(state, x, new Torch.Taps(stride, dilation, dilation)));
  }

  @Override
  public Blueprint blueprint() {
    Draft draft = Draft.empty();
    int full = WIDTHS[0] / narrower;
    int half = WIDTHS[1] / narrower;
    int quarter = WIDTHS[2] / narrower;
    normalized(draft.under("full.enter"), 3, full);
    block(draft.under("full"), full);
    normalized(draft.under("half.enter"), full, half);
    block(draft.under("half"), half);
    normalized(draft.under("quarter.enter"), half, quarter);
    for (int i = 0; i < DILATIONS.size(); i++) {
      block(draft.under("quarter." + i), quarter);
    }
    normalized(draft.under("half_back.enter"), quarter + half, half);
    block(draft.under("half_back"), half);
    normalized(draft.under("full_back.enter"), half + full, full);
    block(draft.under("full_back"), full);
    draft.under("last").conv(full, labels, 1);
    return draft.blueprint();
  }

  /// Begun by Kaiming's rule: behind batch norm only the last layer's size is heard.
  @Override
  public Weights initial(long seed) {
    return blueprint().initial(seed, Initialization.KAIMING);
  }

  private static void block(Draft draft, int channels) {
    normalized(draft.under("conv_0"), channels, channels);
    normalized(draft.under("conv_1"), channels, channels);
  }

  private static void normalized(Draft draft, int in, int out) {
    draft.conv(in, out, 3);
    draft.under("norm").statistics(out);
  }
}
