package io.resail.tools.benchmark;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import java.util.SplittableRandom;

/// Pixels that take about the space of a photograph's: a colour that drifts, and grain.
final class Texture {
  private static final int CHANNELS = 3;
  private static final int GRAIN = 9;

  private Texture() {}

  /// Pixels inside a mask; black outside.
  static RgbImage inside(Mask mask, SplittableRandom random) {
    double[] base = {random.nextDouble(256), random.nextDouble(256), random.nextDouble(256)};
    double right = random.nextDouble(-0.5, 0.5);
    double down = random.nextDouble(-0.5, 0.5);
    byte[] samples = new byte[CHANNELS * mask.width() * mask.height()];
    for (int i = 0; i < mask.width() * mask.height(); i++) {
      int x = i % mask.width();
      int y = i / mask.width();
      if (mask.has(x, y)) {
        double shade = right * x + down * y + random.nextInt(GRAIN) + random.nextInt(GRAIN);
        for (int channel = 0; channel < CHANNELS; channel++) {
          long value = Math.round(base[channel] + shade) + random.nextInt(GRAIN);
          samples[CHANNELS * i + channel] = (byte) Math.clamp(value, 0, 255);
        }
      }
    }
    return RgbImage.wrap(mask.width(), mask.height(), samples);
  }
}
