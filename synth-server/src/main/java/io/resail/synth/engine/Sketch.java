package io.resail.synth.engine;

import io.resail.synth.guidance.Guidance;
import io.resail.synthesis.OutputSize;

/// What one image is painted from: the label channel of each pixel, and the guidance. Immutable,
/// any thread.
public final class Sketch {
  private final OutputSize size;
  private final int[] channels;
  private final Guidance guidance;

  private Sketch(OutputSize size, int[] channels, Guidance guidance) {
    this.size = size;
    this.channels = channels;
    this.guidance = guidance;
  }

  /// A sketch of the given size.
  ///
  /// @param channels row after row, as `ClassCatalog.channel` numbers them; copied
  public static Sketch of(OutputSize size, int[] channels, Guidance guidance) {
    if (channels.length != (long) size.width() * size.height()
        || guidance.width() != size.width()
        || guidance.height() != size.height()) {
      throw new IllegalArgumentException(
          channels.length
              + " label channels and guidance of "
              + guidance.width()
              + " x "
              + guidance.height()
              + " for a sketch of "
              + size
              + " pixels: need one size");
    }
    return new Sketch(size, channels.clone(), guidance);
  }

  /// Its size and that of its image.
  public OutputSize size() {
    return size;
  }

  /// The label channel of a pixel.
  public int channel(int x, int y) {
    return channels[y * size.width() + x];
  }

  /// A copy of the label channels, row after row.
  public int[] toChannels() {
    return channels.clone();
  }

  /// The guidance.
  public Guidance guidance() {
    return guidance;
  }
}
