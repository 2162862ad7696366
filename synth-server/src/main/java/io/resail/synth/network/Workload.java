package io.resail.synth.network;

import java.util.List;

/// What painting one image takes, counted from the network and the size alone.
///
/// Counts are those of the dense network in float32. A faster path takes less, which whoever
/// predicts from these counts learns by measuring: the share is much the same at any size.
///
/// @param multiplications of one image
/// @param activationBytes alive at the peak of one image
/// @param weightBytes whatever is painted
public record Workload(long multiplications, long activationBytes, long weightBytes) {
  private static final int FLOAT = 4;
  private static final int LONG = 8;

  /// Activations as wide as a block's input that are alive at once in the norm that keeps most,
  /// RESAIL's, when its two branches are blended: input and its upsampled form, normalised input,
  /// two pairs of modulations, and the products on the way to a third.
  private static final int INPUTS_ALIVE = 13;

  /// The same for activations as wide as a norm's inner convolutions.
  private static final int HIDDEN_ALIVE = 2;

  /// Counts what one image of the settings' own size takes.
  public static Workload of(NetworkSettings settings) {
    long multiplications = 0;
    long weights = 0;
    for (var each : settings.blueprint().entries().entrySet()) {
      Blueprint.Entry entry = each.getValue();
      weights += entry.count() * (each.getKey().endsWith("num_batches_tracked") ? LONG : FLOAT);
      multiplications += entry.count() * uses(each.getKey(), entry.shape(), settings);
    }
    return new Workload(multiplications, activationBytes(settings), weights);
  }

  /// The same network's work at another size: weights apart, all of it grows with the pixels, but
  /// for a share too small to count.
  ///
  /// @param pixels of the other image, divided by those of this one's
  public Workload scaled(double pixels) {
    return new Workload(
        (long) (pixels * multiplications), (long) (pixels * activationBytes), weightBytes);
  }

  /// How often each element of an array is multiplied by something.
  private static long uses(String name, List<Long> shape, NetworkSettings settings) {
    long pixels = pixelsAt(name, settings);
    if (shape.size() == 4) {
      // RESAIL reads two parameters from the whole map: at half its size, and from the mean.
      if (isOfNorm(name, "conv_s.weight")) {
        return pixels / 4;
      }
      return isOfNorm(name, "conv_s2.weight") ? 1 : pixels;
    }
    // A table of a norm itself is looked up at every pixel, a linear layer works once.
    boolean table = isOfNorm(name, "weight") || isOfNorm(name, "bias");
    return shape.size() == 2 ? (table ? pixels : 1) : 0;
  }

  private static boolean isOfNorm(String name, String rest) {
    String[] parts = name.split("\\.", 3);
    return parts.length == 3 && parts[1].startsWith("norm_") && parts[2].equals(rest);
  }

  /// Pixels of the activations that an array belongs to.
  ///
  /// @param name of an array of the settings' network
  public static long pixelsAt(String name, NetworkSettings settings) {
    long pixels = (long) settings.latentHeight() * settings.latentWidth();
    if (name.startsWith("fc.")) {
      return pixels;
    }
    for (NetworkSettings.Block block : settings.blocks()) {
      pixels <<= 2 * block.doublings();
      if (name.startsWith(block.name() + ".")) {
        return pixels;
      }
    }
    return (long) settings.height() * settings.width();
  }

  private static long activationBytes(NetworkSettings settings) {
    long pixels = (long) settings.latentHeight() * settings.latentWidth();
    long most = 0;
    for (NetworkSettings.Block block : settings.blocks()) {
      pixels <<= 2 * block.doublings();
      long channels =
          (long) INPUTS_ALIVE * block.in()
              + (long) HIDDEN_ALIVE * settings.widths().norms()
              + settings.labels();
      most = Math.max(most, pixels * channels);
    }
    return FLOAT * most;
  }
}
