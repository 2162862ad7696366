package io.resail.synth.plan;

import org.jspecify.annotations.Nullable;

/// The label map at one resolution, and which neighbourhoods it has. One thread.
final class LabelGrid {
  private final int height;
  private final int width;
  private final int classes;
  private final int[] labels;
  private @Nullable Patterns three;
  private @Nullable Patterns five;

  private LabelGrid(int height, int width, int classes, int[] labels) {
    this.height = height;
    this.width = width;
    this.classes = classes;
    this.labels = labels;
  }

  /// A map resized by the rule `src = floor(dst * n / o)` (spec 1.1, nearest-A).
  static LabelGrid resized(
      int[] labels, int height, int width, int newHeight, int newWidth, int classes) {
    int[] resized = new int[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      int row = (int) ((long) y * height / newHeight) * width;
      for (int x = 0; x < newWidth; x++) {
        resized[y * newWidth + x] = labels[row + (int) ((long) x * width / newWidth)];
      }
    }
    return new LabelGrid(newHeight, newWidth, classes, resized);
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int pixels() {
    return labels.length;
  }

  int classes() {
    return classes;
  }

  /// The class of each pixel, row after row; not to be changed.
  int[] labels() {
    return labels;
  }

  /// Neighbourhoods of 3x3 classes.
  Patterns three() {
    Patterns known = three;
    if (known == null) {
      known = Patterns.of(labels, height, width, classes);
      three = known;
    }
    return known;
  }

  /// Neighbourhoods of 5x5 classes, as 3x3 neighbourhoods of 3x3 neighbourhoods.
  Patterns five() {
    Patterns known = five;
    if (known == null) {
      known = Patterns.of(three().at(), height, width, three().count());
      five = known;
    }
    return known;
  }

  /// How often each class lies under each tap of an unpadded 3x3 convolution of stride 2, divided
  /// by the number of its positions: (classes, 3, 3), as weights of one output lie.
  float[] sharesUnderTaps() {
    int rows = (height - 3) / 2 + 1;
    int columns = (width - 3) / 2 + 1;
    int[] counts = new int[classes * Patterns.TAPS];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int tap = 0; tap < Patterns.TAPS; tap++) {
          int label = labels[(2 * y + tap / 3) * width + 2 * x + tap % 3];
          counts[label * Patterns.TAPS + tap]++;
        }
      }
    }
    float[] shares = new float[counts.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = counts[i] / (float) (rows * columns);
    }
    return shares;
  }
}
