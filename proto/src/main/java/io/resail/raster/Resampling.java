package io.resail.raster;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// The resampling rules of spec section 1.1 for pixels; the network's own live beside the network.
///
/// *Nearest-A* makes the square masks that are compared, *nearest-B* and *bicubic-P* resize files
/// and paste
/// units. All are exact to the bit.
public final class Resampling {
  private static final int FRACTION_BITS = 22;
  private static final double CUBIC_A = -0.5;

  private Resampling() {}

  /// Source index of each of `to` samples taken from `from`: `floor(i * from / to)`.
  public static int[] nearestA(int from, int to) {
    return indices(from, to, i -> (int) ((long) i * from / to));
  }

  /// Source index of each of `to` samples taken from `from`: `floor((i + 0.5) * from / to)`.
  public static int[] nearestB(int from, int to) {
    return indices(from, to, i -> (int) ((2L * i + 1) * from / (2L * to)));
  }

  private static int[] indices(int from, int to, IntUnaryOperator source) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "resampling " + from + " to " + to + " samples: need at least 1 of each");
    }
    int[] indices = new int[to];
    Arrays.setAll(indices, source);
    return indices;
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
            : pass(samples, height, new Filter(width, toWidth), channels, width, toWidth);
    // A vertical pass reads a column: one "row" of all its samples side by side.
    return height == toHeight
        ? wide
        : pass(wide, 1, new Filter(height, toHeight), toWidth * channels, height, toHeight);
  }

  /// Filters along the middle axis of a (rows, from, lanes) array.
  private static byte[] pass(byte[] in, int rows, Filter filter, int lanes, int from, int to) {
    byte[] out = new byte[rows * to * lanes];
    int[] sums = new int[lanes];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < to; i++) {
        Arrays.fill(sums, 1 << (FRACTION_BITS - 1));
        int[] weights = filter.weights[i];
        for (int tap = 0; tap < weights.length; tap++) {
          int weight = weights[tap];
          int at = (row * from + filter.first[i] + tap) * lanes;
          for (int lane = 0; lane < lanes; lane++) {
            sums[lane] += weight * (in[at + lane] & 0xff);
          }
        }
        int at = (row * to + i) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          out[at + lane] = (byte) Math.clamp(sums[lane] >> FRACTION_BITS, 0, 255);
        }
      }
    }
    return out;
  }

  /// The integer weights of every output sample.
  private static final class Filter {
    private final int[] first;
    private final int[][] weights;

    Filter(int from, int to) {
      if (from < 1 || to < 1) {
        throw new IllegalArgumentException(
            "resampling " + from + " to " + to + " samples: need at least 1 of each");
      }
      first = new int[to];
      weights = new int[to][];
      double scale = (double) from / to;
      double stretch = Math.max(scale, 1);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - 2 * stretch + 0.5));
        int last = Math.min(from, (int) (centre + 2 * stretch + 0.5));
        double[] exact = new double[last - first[i]];
        double total = 0;
        for (int tap = 0; tap < exact.length; tap++) {
          exact[tap] = cubic((first[i] + tap - centre + 0.5) / stretch);
          total += exact[tap];
        }
        weights[i] = new int[exact.length];
        for (int tap = 0; tap < exact.length; tap++) {
          double scaled = exact[tap] / total * (1 << FRACTION_BITS);
          weights[i][tap] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
      }
    }

    private static double cubic(double t) {
      double d = Math.abs(t);
      if (d < 1) {
        return ((CUBIC_A + 2) * d - (CUBIC_A + 3)) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * CUBIC_A : 0;
    }
  }
}
