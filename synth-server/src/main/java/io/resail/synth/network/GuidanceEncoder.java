package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/// The whole guidance as one code per block of the generator (spec 6.9, StyleSPADE).
///
/// Six halving convolutions of the guidance at 256 x 256, each with spectral and instance norm,
/// then a linear map. The names of its weights are ours: the spec gives none.
final class GuidanceEncoder {
  /// Length of one block's code.
  static final int CODE = 512;

  private static final int SIDE = 256;

  /// Channels of each convolution, as multiples of the generator's width.
  private static final int[] WIDTHS = {1, 2, 4, 8, 8, 8};

  /// Codes made; the eighth is for `up_4`, which only the largest generator has.
  private static final int BLOCKS = 8;

  private GuidanceEncoder() {}

  static Style encode(State state, NDArray guidance) {
    try (Scratch scratch = new Scratch()) {
      NDArray square = guidance.getManager().zeros(new Shape(SIDE, SIDE));
      NDArray x = Torch.bilinear(guidance, square);
      for (int i = 0; i < WIDTHS.length; i++) {
        NDArray input = i == 0 ? x : Torch.leaky(x);
        x = Torch.instanceNorm(Layers.spectralConv(state.under("encoder.conv" + i), input, 2, 1));
      }
      NDArray flat = Torch.leaky(x).reshape(guidance.getShape().get(0), -1);
      NDArray codes = Layers.linear(state.under("encoder.fc_z"), flat);
      List<NDArray> perBlock = new ArrayList<>();
      for (int block = 0; block < BLOCKS; block++) {
        perBlock.add(scratch.keep(Torch.channels(codes, (long) block * CODE, (block + 1L) * CODE)));
      }
      return new Style(perBlock);
    }
  }

  static void draft(Draft draft, int width) {
    int channels = 3;
    for (int i = 0; i < WIDTHS.length; i++) {
      draft.under("encoder.conv" + i).spectralConv(channels, WIDTHS[i] * width, 3, false);
      channels = WIDTHS[i] * width;
    }
    int side = SIDE >> WIDTHS.length;
    draft.under("encoder.fc_z").linear(channels * side * side, BLOCKS * CODE);
  }
}
