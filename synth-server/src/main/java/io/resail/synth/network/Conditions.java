package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;

/// Label map and guidance at full size; the source of what norms are told at any resolution.
///
/// @param labels class ids, (N, H, W), any integer type, each below `channels`
/// @param guidance RGB in [-1, 1], (N, 3, H', W'), of the type that the network paints in
/// @param channels number of label channels, `L` of the spec
/// @param semantics where passes that follow one another share what they read from the maps
public record Conditions(
    NDArray labels, NDArray guidance, int channels, Optional<SharedSemantics> semantics) {

  /// @throws IllegalArgumentException if the shapes do not fit each other or an id is no channel;
  ///     the message lists what was given
  public Conditions {
    Shape map = labels.getShape();
    Shape image = guidance.getShape();
    if (map.dimension() != 3
        || image.dimension() != 4
        || image.get(0) != map.get(0)
        || image.get(1) != 3) {
      throw new IllegalArgumentException(
          "labels "
              + Arrays.toString(map.getShape())
              + " with guidance "
              + Arrays.toString(image.getShape())
              + ": need (N, H, W) with (N, 3, H', W')");
    }
    try (Scratch _ = new Scratch()) {
      double largest = labels.max().toArray()[0].doubleValue();
      double smallest = labels.min().toArray()[0].doubleValue();
      if (smallest < 0 || largest >= channels) {
        throw new IllegalArgumentException(
            "class ids from "
                + (long) smallest
                + " to "
                + (long) largest
                + ": need 0 to "
                + (channels - 1));
      }
    }
  }

  /// Those of a single pass.
  public Conditions(NDArray labels, NDArray guidance, int channels) {
    this(labels, guidance, channels, Optional.empty());
  }

  /// Label map (nearest-A) and guidance (bilinear) at another size, on the manager of the labels.
  /// The caller closes both.
  public Condition at(long height, long width) {
    try (Scratch scratch = new Scratch()) {
      NDArray oneHot = scratch.keep(labelsAt(height, width));
      NDArray resized = scratch.keep(Torch.bilinear(guidance, oneHot));
      return new Condition(oneHot, resized, Optional.empty(), semantics);
    }
  }

  /// The label map alone at another size (nearest-A), one channel per class.
  NDArray labelsAt(long height, long width) {
    try (NDArray resized = Torch.nearest(labels, height, width)) {
      return Torch.oneHot(resized, channels, guidance.getDataType());
    }
  }
}
