package io.resail.tools.dataset;

import io.resail.raster.Samples;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each value stands in a label map, and how its borders look.
///
/// A border of three pixels in a row or column is *mixed* where the middle value lies strictly
/// between the outer ones, as smoothing leaves it, and *sharp* where the middle is equal to one of
/// outer values that are at least 2 apart. In maps drawn by people under 3 % of the borders are
/// mixed, and when such a map is reduced to an eighth under 14 %; in smoothed maps 17 % and more
/// are (measured on CamVid and COCO-Stuff).
///
/// @param pixels pixels of each value
/// @param mixedPixels pixels of each value that are the middle of a mixed border
/// @param mixed mixed borders
/// @param sharp sharp borders
record MapStatistics(
    SortedMap<Integer, Integer> pixels,
    SortedMap<Integer, Integer> mixedPixels,
    int mixed,
    int sharp) {

  /// The statistics of a map of one channel.
  static MapStatistics of(Samples map) {
    Count count = new Count(map.channel(0), map.width(), map.height());
    return new MapStatistics(
        present(count.pixels), present(count.mixedPixels), count.mixed, count.sharp);
  }

  /// The part of borders that are mixed, 0 to 1.
  double mixedShare() {
    return mixed == 0 ? 0 : (double) mixed / (mixed + sharp);
  }

  private static SortedMap<Integer, Integer> present(int[] counts) {
    SortedMap<Integer, Integer> present = new TreeMap<>();
    for (int value = 0; value < counts.length; value++) {
      if (counts[value] > 0) {
        present.put(value, counts[value]);
      }
    }
    return present;
  }

  /// One pass over the pixels.
  private static final class Count {
    private final int[] values;
    private final int[] pixels;
    private final int[] mixedPixels;
    private int mixed;
    private int sharp;

    Count(int[] values, int width, int height) {
      this.values = values;
      int largest = 0;
      for (int value : values) {
        largest = Math.max(largest, value);
      }
      pixels = new int[largest + 1];
      mixedPixels = new int[largest + 1];
      for (int y = 0, i = 0; y < height; y++) {
        for (int x = 0; x < width; x++, i++) {
          pixels[values[i]]++;
          boolean across = x > 0 && x < width - 1 && isMixed(i, 1);
          boolean down = y > 0 && y < height - 1 && isMixed(i, width);
          if (across || down) {
            mixedPixels[values[i]]++;
          }
        }
      }
    }

    private boolean isMixed(int i, int step) {
      int low = Math.min(values[i - step], values[i + step]);
      int high = Math.max(values[i - step], values[i + step]);
      if (high - low < 2) {
        return false;
      }
      if (values[i] == low || values[i] == high) {
        sharp++;
        return false;
      }
      boolean between = values[i] > low && values[i] < high;
      mixed += between ? 1 : 0;
      return between;
    }
  }
}
