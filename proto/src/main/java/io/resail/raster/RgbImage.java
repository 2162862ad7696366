package io.resail.raster;

import java.util.Arrays;

/// An 8-bit sRGB image. Immutable, any thread.
///
/// Samples lie row after row, red, green, blue for each pixel: sample `3 * (y * width + x) +
/// channel`.
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] samples;

  private RgbImage(int width, int height, byte[] samples) {
    if (width < 1 || height < 1 || samples.length != 3L * width * height) {
      throw new IllegalArgumentException(
          samples.length
              + " samples for an image of "
              + width
              + " x "
              + height
              + " pixels: need three a pixel and at least one pixel");
    }
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /// The image of the given samples, which are copied.
  public static RgbImage of(int width, int height, byte[] samples) {
    return new RgbImage(width, height, samples.clone());
  }

  /// The image of the given samples without a copy: the caller gives the array away.
  public static RgbImage wrap(int width, int height, byte[] samples) {
    return new RgbImage(width, height, samples);
  }

  /// A black image.
  public static RgbImage black(int width, int height) {
    return new RgbImage(width, height, new byte[Math.multiplyExact(3, width * height)]);
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// Rows.
  public int height() {
    return height;
  }

  /// One sample, 0 to 255.
  public int sample(int x, int y, int channel) {
    return samples[3 * (y * width + x) + channel] & 0xff;
  }

  /// The pixel as 0xRRGGBB.
  public int rgb(int x, int y) {
    int i = 3 * (y * width + x);
    return (samples[i] & 0xff) << 16 | (samples[i + 1] & 0xff) << 8 | (samples[i + 2] & 0xff);
  }

  /// A copy of the samples.
  public byte[] toSamples() {
    return samples.clone();
  }

  /// The part inside `box`, which must lie inside this image.
  public RgbImage crop(Box box) {
    if (!box.fits(width, height)) {
      throw new IllegalArgumentException(
          box + " does not lie inside an image of " + width + " x " + height + " pixels");
    }
    byte[] part = new byte[3 * box.width() * box.height()];
    for (int y = 0; y < box.height(); y++) {
      System.arraycopy(
          samples,
          3 * ((box.top() + y) * width + box.left()),
          part,
          3 * y * box.width(),
          3 * box.width());
    }
    return new RgbImage(box.width(), box.height(), part);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "image " + width + " x " + height;
  }
}
