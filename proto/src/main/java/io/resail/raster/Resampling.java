package io.resail.raster;

import java.util.Arrays;

/// The resampling rules of spec section 1.1 for pixels; the network's own live beside the network.
///
/// *Nearest-A* makes the square masks that are compared, *nearest-B* and *bicubic-P* resize files
/// and paste units. All are exact to the bit.
public final class Resampling {
  private Resampling() {}

  /// Source index of each of `to` samples taken from `from`: `floor(i * from / to)`.
  public static int[] nearestA(int from, int to) {
    requireSamples(from, to);
    int[] indices = new int[to];
    Arrays.setAll(indices, i -> (int) ((long) i * from / to));
    return indices;
  }

  /// Source index of each of `to` samples taken from `from`: `floor((i + 0.5) * from / to)`.
  ///
  /// The position is a running sum in double precision: where it falls between two samples exactly,
  /// the rounding of that sum decides, and the goldens follow it.
  public static int[] nearestB(int from, int to) {
    requireSamples(from, to);
    int[] indices = new int[to];
    double step = (double) from / to;
    double position = step / 2;
    for (int i = 0; i < to; i++, position += step) {
      indices[i] = Math.min((int) position, from - 1);
    }
    return indices;
  }

  private static void requireSamples(int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "resampling " + from + " to " + to + " samples: need at least 1 of each");
    }
  }

  /// A mask resized by nearest-A.
  public static Mask nearestA(Mask mask, int width, int height) {
    return pick(mask, nearestA(mask.width(), width), nearestA(mask.height(), height));
  }

  /// A mask resized by nearest-B.
  public static Mask nearestB(Mask mask, int width, int height) {
    return pick(mask, nearestB(mask.width(), width), nearestB(mask.height(), height));
  }

  private static Mask pick(Mask mask, int[] columns, int[] rows) {
    return Mask.of(columns.length, rows.length, (x, y) -> mask.has(columns[x], rows[y]));
  }

  /// A label map, with its instances if it has them, resized by nearest-B.
  public static LabelMap nearestB(LabelMap map, int width, int height) {
    int[] columns = nearestB(map.width(), width);
    int[] rows = nearestB(map.height(), height);
    int[] labels = new int[width * height];
    int[] instances = map.hasInstances() ? new int[labels.length] : new int[0];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        labels[i] = map.label(columns[x], rows[y]);
        if (instances.length != 0) {
          instances[i] = map.instance(columns[x], rows[y]);
        }
      }
    }
    LabelMap resized = LabelMap.of(width, height, labels);
    return instances.length == 0 ? resized : resized.withInstances(instances);
  }

  /// An image resized by nearest-B.
  public static RgbImage nearestB(RgbImage image, int width, int height) {
    int[] columns = nearestB(image.width(), width);
    int[] rows = nearestB(image.height(), height);
    byte[] samples = new byte[3 * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++, i++) {
          samples[i] = (byte) image.sample(columns[x], rows[y], c);
        }
      }
    }
    return RgbImage.wrap(width, height, samples);
  }

  /// An image resized by bicubic-P: antialiased, horizontally first, 8 bits in between.
  public static RgbImage bicubic(RgbImage image, int width, int height) {
    return RgbImage.wrap(
        width, height, bicubic(image.toSamples(), image.width(), image.height(), 3, width, height));
  }

  /// Interleaved 8-bit samples resized by bicubic-P.
  ///
  /// @param samples rows of `width * channels` samples
  /// @return rows of `toWidth * channels` samples; the argument itself if no size changes
  public static byte[] bicubic(
      byte[] samples, int width, int height, int channels, int toWidth, int toHeight) {
    byte[] wide =
        width == toWidth
            ? samples
            : BicubicFilter.whole(width, toWidth).along(samples, height, channels);
    // A vertical pass reads a column: one "row" of all its samples side by side.
    return height == toHeight
        ? wide
        : BicubicFilter.whole(height, toHeight).along(wide, 1, toWidth * channels);
  }

  /// How far from a sample bicubic-P looks, in samples of the source.
  public static int bicubicReach(int from, int to) {
    requireSamples(from, to);
    return (int) Math.ceil(2 * Math.max(1.0, (double) from / to)) + 1;
  }

  /// What a picture in a resized canvas looks like.
  ///
  /// @param box the part of the canvas that the picture reaches; everything else is black
  /// @param image that part
  public record Pasted(Box box, RgbImage image) {}

  /// A picture pasted into an otherwise black canvas that is then resized by bicubic-P, computed
  /// only where it is not black.
  ///
  /// @param place where the picture lies in the canvas, of the picture's size
  /// @param width of the canvas
  /// @param height of the canvas
  public static Pasted bicubicPasted(
      RgbImage picture, Box place, int width, int height, int toWidth, int toHeight) {
    if (picture.width() != place.width()
        || picture.height() != place.height()
        || !place.fits(width, height)) {
      throw new IllegalArgumentException(
          picture
              + " at "
              + place
              + " in a canvas of "
              + width
              + " x "
              + height
              + " pixels: need a place of the picture's size inside the canvas");
    }
    byte[] samples = picture.toSamples();
    int left = place.left();
    int wide = place.width();
    if (width != toWidth) {
      BicubicFilter filter = BicubicFilter.reached(width, toWidth, left, place.right());
      samples = filter.along(samples, place.height(), 3);
      left = filter.start();
      wide = filter.length();
    }
    int top = place.top();
    int high = place.height();
    if (height != toHeight) {
      BicubicFilter filter = BicubicFilter.reached(height, toHeight, top, place.bottom());
      samples = filter.along(samples, 1, 3 * wide);
      top = filter.start();
      high = filter.length();
    }
    return new Pasted(new Box(left, top, wide, high), RgbImage.wrap(wide, high, samples));
  }
}
