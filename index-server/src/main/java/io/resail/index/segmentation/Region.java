package io.resail.index.segmentation;

import io.resail.raster.Box;
import io.resail.raster.Mask;

/// Pixels that share a value, before it is known whether they are kept.
final class Region {
  private final int value;
  private final int[] pixels;

  /// @param value the label or instance value they share
  /// @param pixels their places, `y * width + x`, ascending; given away by the caller
  Region(int value, int[] pixels) {
    this.value = value;
    this.pixels = pixels;
  }

  /// The label or instance value that the pixels share.
  int value() {
    return value;
  }

  /// The places of the pixels, `y * width + x`, ascending; to be read only.
  int[] pixels() {
    return pixels;
  }

  /// Pixels inside.
  int area() {
    return pixels.length;
  }

  /// The tight bounding box in a map of that width.
  Box box(int mapWidth) {
    int left = Integer.MAX_VALUE;
    int right = 0;
    for (int pixel : pixels) {
      left = Math.min(left, pixel % mapWidth);
      right = Math.max(right, pixel % mapWidth);
    }
    int top = pixels[0] / mapWidth;
    int bottom = pixels[pixels.length - 1] / mapWidth;
    return new Box(left, top, right - left + 1, bottom - top + 1);
  }

  /// The shape inside its box in a map of that width.
  Mask mask(Box box, int mapWidth) {
    long[] words = new long[Math.toIntExact((box.area() + 63) >>> 6)];
    for (int pixel : pixels) {
      int i = (pixel / mapWidth - box.top()) * box.width() + pixel % mapWidth - box.left();
      words[i >>> 6] |= 1L << i;
    }
    return Mask.ofWords(box.width(), box.height(), words);
  }
}
