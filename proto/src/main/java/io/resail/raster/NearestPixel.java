package io.resail.raster;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The nearest of some pixels, for every pixel of a raster.
public final class NearestPixel {
  /// Where there is none.
  public static final int NONE = -1;

  private final int width;
  private final int[] steps;
  private final int[] sources;

  private NearestPixel(int width, int height) {
    this.width = width;
    this.steps = new int[Math.multiplyExact(width, height)];
    this.sources = new int[steps.length];
  }

  /// The nearest pixel that is one of those asked for, itself if it is.
  ///
  /// Nearest is by steps across and down; of pixels equally near, the one met first when reading
  /// from above and from the left.
  ///
  /// @param is whether the pixel of this number, row by row, is one of them
  /// @return its number for each pixel; [#NONE] everywhere if there are none
  public static int[] of(int width, int height, IntPredicate is) {
    NearestPixel nearest = new NearestPixel(width, height);
    Arrays.fill(nearest.steps, width + height);
    Arrays.fill(nearest.sources, NONE);
    for (int i = 0; i < nearest.steps.length; i++) {
      if (is.test(i)) {
        nearest.steps[i] = 0;
        nearest.sources[i] = i;
      }
    }
    nearest.follow(height);
    return nearest.sources;
  }

  private void follow(int height) {
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at++) {
        if (y > 0) {
          follow(at, at - width);
        }
        if (x > 0) {
          follow(at, at - 1);
        }
      }
    }
    for (int y = height - 1, at = steps.length - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--, at--) {
        if (y < height - 1) {
          follow(at, at + width);
        }
        if (x < width - 1) {
          follow(at, at + 1);
        }
      }
    }
  }

  /// One step further than a neighbour, if that is nearer than what is known.
  private void follow(int at, int neighbour) {
    if (steps[neighbour] + 1 < steps[at]) {
      steps[at] = steps[neighbour] + 1;
      sources[at] = sources[neighbour];
    }
  }
}
