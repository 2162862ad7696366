package io.resail.synth.network;

import ai.djl.ndarray.NDArray;

/// How the residual blocks normalise their activations and let label map and guidance modulate
/// them: the paper's own layer, and those it is compared with.
public sealed interface Normalization
    permits ResailNorm,
        SpadeNorm,
        SpadeCatNorm,
        NoNorm,
        SinSpadeNorm,
        StyleSpadeNorm,
        AceNorm,
        CladeNorm {

  /// Its name in settings files.
  NormKind kind();

  /// Normalises and modulates activations.
  ///
  /// @param state place of the norm's weights
  /// @param x activations, (N, c, H, W)
  /// @param condition what is known at H x W
  /// @return (N, c, H, W), attached to the manager of `x`
  NDArray apply(State state, NDArray x, Condition condition);

  /// Lists the arrays of one norm.
  ///
  /// @param draft place of the norm's weights
  /// @param labels number of label channels
  /// @param channels channels of the activations it normalises, `c`
  void draft(Draft draft, int labels, int channels);

  /// The norm used in one block of the generator.
  ///
  /// @param block name of the block, such as `up_3`
  default Normalization inBlock(String block) {
    return this;
  }

  /// What the norms of every block are told of the guidance as a whole.
  ///
  /// @param state place of the whole generator
  default Style style(State state, Conditions conditions) {
    return Style.NONE;
  }

  /// Lists the arrays of what [#style] uses.
  ///
  /// @param draft place of the whole generator
  /// @param width channels of the last block, `ngf`
  default void draftStyle(Draft draft, int width) {}

  /// Refuses label maps the norm cannot be told of.
  ///
  /// @throws IllegalArgumentException if there are too many label channels
  default void check(int labels) {}

  /// The smallest height and width of activations it can be given.
  default int smallestSide() {
    return 1;
  }
}
