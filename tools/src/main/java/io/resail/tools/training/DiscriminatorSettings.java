package io.resail.tools.training;

import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Draft;

/// Which discriminator it is: everything but its weights (spec 6.5).
///
/// @param labels label channels, `L` of the spec
/// @param width channels of the first layer, `ndf`, 64 in the paper
public record DiscriminatorSettings(Kind kind, int labels, int width) {
  /// Equal networks; each sees the input at half the size of the one before.
  static final int SCALES = 2;

  private static final int COLOURS = 3;

  /// The two discriminators of the released code.
  public enum Kind {
    /// Sees label map and image as one input; the default of the released options.
    MULTISCALE,
    /// Sees them apart and multiplies what it saw; every released training run used it.
    SESAME
  }

  /// @throws IllegalArgumentException if a number is below 1
  public DiscriminatorSettings {
    if (labels < 1 || width < 1) {
      throw new IllegalArgumentException(
          labels + " label channels and width " + width + ": need at least 1 each");
    }
  }

  /// The arrays of all scales (spec 11).
  public Blueprint blueprint() {
    Draft draft = Draft.empty();
    for (int scale = 0; scale < SCALES; scale++) {
      Draft network = draft.under("discriminator_" + scale);
      switch (kind) {
        case MULTISCALE -> PatchLayers.ALL.draft(network, labels + COLOURS, width, true);
        case SESAME -> {
          PatchLayers.MAP.draft(network, labels, width, false);
          PatchLayers.IMAGE.draft(network, COLOURS, width, true);
        }
      }
    }
    return draft.blueprint();
  }
}
