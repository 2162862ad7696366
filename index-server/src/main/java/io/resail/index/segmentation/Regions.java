package io.resail.index.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Splits a grid of values into regions.
final class Regions {
  /// The value of pixels that belong to no region.
  static final int NONE = -1;

  private Regions() {}

  /// One region for each distinct value, ascending, however its pixels lie.
  static List<Region> byValue(int[] values) {
    Map<Integer, Integer> numbers = new TreeMap<>();
    for (int value : values) {
      if (value != NONE) {
        numbers.putIfAbsent(value, numbers.size());
      }
    }
    int[] region = new int[values.length];
    int last = NONE;
    int lastNumber = NONE;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != last) {
        last = values[i];
        lastNumber = last == NONE ? NONE : numbers.get(last);
      }
      region[i] = lastNumber;
    }
    List<Region> regions = gather(values, region, numbers.size());
    regions.sort(Comparator.comparingInt(Region::value));
    return regions;
  }

  /// The 8-connected regions of equal value, ascending by value, within a value in raster order of
  /// their first pixels.
  static List<Region> connected(int[] values, int width) {
    int[] parent = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      parent[i] = i;
      if (values[i] == NONE) {
        continue;
      }
      int x = i % width;
      if (x > 0) {
        joinIfEqual(values, parent, i, i - 1);
      }
      if (i >= width) {
        joinIfEqual(values, parent, i, i - width);
        if (x > 0) {
          joinIfEqual(values, parent, i, i - width - 1);
        }
        if (x < width - 1) {
          joinIfEqual(values, parent, i, i - width + 1);
        }
      }
    }
    // A root is the smallest place of its region, so roots come up in raster order.
    int[] region = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == NONE) {
        region[i] = NONE;
      } else {
        int root = root(parent, i);
        region[i] = root == i ? count++ : region[root];
      }
    }
    List<Region> regions = gather(values, region, count);
    regions.sort(Comparator.comparingInt(Region::value));
    return regions;
  }

  private static void joinIfEqual(int[] values, int[] parent, int a, int b) {
    if (values[a] == values[b]) {
      int rootA = root(parent, a);
      int rootB = root(parent, b);
      parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }
  }

  private static int root(int[] parent, int at) {
    int i = at;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  /// Collects the pixels of each region number, in the order of the numbers.
  private static List<Region> gather(int[] values, int[] region, int count) {
    int[] sizes = new int[count];
    for (int number : region) {
      if (number != NONE) {
        sizes[number]++;
      }
    }
    int[][] pixels = new int[count][];
    Arrays.setAll(pixels, number -> new int[sizes[number]]);
    int[] filled = new int[count];
    for (int i = 0; i < region.length; i++) {
      if (region[i] != NONE) {
        pixels[region[i]][filled[region[i]]++] = i;
      }
    }
    List<Region> regions = new ArrayList<>(count);
    for (int[] each : pixels) {
      regions.add(new Region(values[each[0]], each));
    }
    return regions;
  }
}
