package io.resail.synth.engine;

import io.resail.raster.RgbImage;
import io.resail.synth.guidance.Guidance;
import io.resail.synthesis.OutputSize;

/// What a model paints before anyone asks: maps as varied as those of a street, since on a plain
/// one it may do with less work.
final class WarmUp {
  /// Objects across a map.
  private static final int ACROSS = 8;

  private WarmUp() {}

  /// A map of leaning stripes of all classes over guidance of smooth colour.
  ///
  /// @param classes label channels
  /// @param turn another one for each number
  static Sketch sketch(OutputSize size, int classes, int turn) {
    int stripe = Math.max(1, size.width() / ACROSS);
    int[] channels = new int[size.width() * size.height()];
    byte[] samples = new byte[3 * channels.length];
    for (int i = 0; i < channels.length; i++) {
      int x = i % size.width();
      int y = i / size.width();
      int column = (x + y / 3 + turn * stripe / 2) / stripe;
      channels[i] = (column + 3 * (y / stripe) + turn) % classes;
      samples[3 * i] = (byte) (x + turn);
      samples[3 * i + 1] = (byte) y;
      samples[3 * i + 2] = (byte) (x + y);
    }
    RgbImage picture = RgbImage.wrap(size.width(), size.height(), samples);
    return Sketch.of(size, channels, Guidance.given(picture));
  }
}
