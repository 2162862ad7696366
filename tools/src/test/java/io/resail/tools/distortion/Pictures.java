package io.resail.tools.distortion;

import io.resail.raster.RgbImage;
import java.util.SplittableRandom;

/// Random pictures.
final class Pictures {
  private Pictures() {}

  /// Every sample on its own.
  static RgbImage noise(SplittableRandom random, int width, int height) {
    byte[] samples = new byte[3 * width * height];
    random.nextBytes(samples);
    return RgbImage.wrap(width, height, samples);
  }
}
