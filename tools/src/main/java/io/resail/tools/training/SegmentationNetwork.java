package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Blueprint;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.weights.Weights;
import java.util.List;

/// Sees classes in an image. Holds no arrays of its own; immutable, any thread.
///
/// Which classes it sees can be learnt by more than one build. What teaches a generator and what
/// judges it should not be of one: a generator that learns to please a network pleases another of
/// the same build, too.
public sealed interface SegmentationNetwork permits UNet, DilatedNetwork {
  /// How a network is built.
  enum Build {
    /// A U-Net of residual blocks with spectral norm, network T as the spec has it (7.1).
    U_NET {
      @Override
      public SegmentationNetwork of(int labels, int narrower) {
        return new UNet(labels, narrower);
      }
    },
    /// Dilated residual blocks with batch norm at a quarter of the image's sides, and two steps
    /// back to its own.
    DILATED {
      @Override
      public SegmentationNetwork of(int labels, int narrower) {
        return new DilatedNetwork(labels, narrower);
      }
    };

    /// A network of this build.
    ///
    /// @param labels classes it tells apart, at least 1
    /// @param narrower what the channels inside are divided by, 1 for the widest: a divisor of 64
    /// @throws IllegalArgumentException if one of them is out of range
    public abstract SegmentationNetwork of(int labels, int narrower);
  }

  /// How it is built.
  Build build();

  /// Classes it tells apart.
  int labels();

  /// What the channels inside are divided by.
  int narrower();

  /// Both sides of its images are multiples of this, pixels.
  int stride();

  /// Its arrays.
  Blueprint blueprint();

  /// Weights to begin training with.
  Weights initial(long seed);

  /// The logits of every class at every pixel.
  ///
  /// @param state place of its weights
  /// @param image RGB in [-1, 1], (N, 3, H, W), sides multiples of [#stride]
  /// @return (N, labels, H, W), attached to the manager of `image`
  /// @throws IllegalArgumentException if a side is not
  default NDArray logits(State state, NDArray image) {
    try (Scratch scratch = new Scratch()) {
      return scratch.keep(logits(state, features(state, image)));
    }
  }

  /// The same from what it has seen on the way down.
  ///
  /// @param seen what [#features] gave
  NDArray logits(State state, List<NDArray> seen);

  /// What it sees of an image on the way down, the finest first.
  ///
  /// @throws IllegalArgumentException if a side is no multiple of [#stride]
  List<NDArray> features(State state, NDArray image);

  /// Names of what [#features] gives, in its order: the share of the image's sides that it has.
  List<String> levels();

  /// What a perceptual loss compares, the finest first, of the image's own sides.
  ///
  /// @throws IllegalArgumentException if a side is no multiple of [#stride]
  List<NDArray> fineFeatures(State state, NDArray image);

  /// Refuses images whose sides are no multiples of the stride.
  default void requireSides(NDArray image) {
    if (image.getShape().get(2) % stride() != 0 || image.getShape().get(3) % stride() != 0) {
      throw new IllegalArgumentException(
          "image " + image.getShape() + ": need sides that are multiples of " + stride());
    }
  }

  /// Refuses networks without classes, or whose channels cannot be divided so.
  static void requireSizes(int labels, int narrower) {
    if (labels < 1 || narrower < 1 || 64 % narrower != 0) {
      throw new IllegalArgumentException(
          labels
              + " classes, "
              + narrower
              + " times narrower: need at least 1 class, and a divisor of 64");
    }
  }
}
