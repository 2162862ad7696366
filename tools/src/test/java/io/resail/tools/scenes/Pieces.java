package io.resail.tools.scenes;

import io.resail.raster.LabelMap;
import java.util.ArrayDeque;

/// Measures how an instance is cut up.
final class Pieces {
  private Pieces() {}

  /// Pixels of the largest 8-connected part of an instance.
  static int largest(LabelMap map, int instance) {
    int width = map.width();
    int[] values = map.toInstances();
    int most = 0;
    for (int start = 0; start < values.length; start++) {
      if (values[start] == instance) {
        most = Math.max(most, take(values, width, start, instance));
      }
    }
    return most;
  }

  private static int take(int[] values, int width, int start, int instance) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(start);
    values[start] = 0;
    int size = 0;
    while (!open.isEmpty()) {
      int at = open.remove();
      size++;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int x = at % width + dx;
          int y = at / width + dy;
          if (x >= 0 && x < width && y >= 0 && y < values.length / width) {
            int next = y * width + x;
            if (values[next] == instance) {
              values[next] = 0;
              open.add(next);
            }
          }
        }
      }
    }
    return size;
  }
}
