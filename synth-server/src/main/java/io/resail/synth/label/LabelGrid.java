package io.resail.synth.label;

import io.resail.raster.Resampling;
import org.jspecify.annotations.Nullable;

/// Label maps of one size at one resolution, and which neighbourhoods they have between them. One
/// thread.
public final class LabelGrid {
  private final int images;
  private final int height;
  private final int width;
  private final int classes;
  private final int[] labels;
  private @Nullable Patterns three;
  private @Nullable Patterns five;

  private LabelGrid(int images, int height, int width, int classes, int[] labels) {
    this.images = images;
    this.height = height;
    this.width = width;
    this.classes = classes;
    this.labels = labels;
  }

  /// Maps resized by the rule `src = floor(dst * n / o)` (spec 1.1, nearest-A).
  ///
  /// @param labels image after image, row after row, each below `classes`
  /// @param height of the maps given; `newHeight` of the grid
  public static LabelGrid resized(
      int[] labels, int height, int width, int newHeight, int newWidth, int classes) {
    int images = labels.length / (height * width);
    int[] rows = Resampling.nearestA(height, newHeight);
    int[] columns = Resampling.nearestA(width, newWidth);
    int[] resized = new int[images * newHeight * newWidth];
    int at = 0;
    for (int image = 0; image < images; image++) {
      for (int row : rows) {
        int from = (image * height + row) * width;
        for (int column : columns) {
          resized[at++] = labels[from + column];
        }
      }
    }
    return new LabelGrid(images, newHeight, newWidth, classes, resized);
  }

  /// How many maps.
  public int images() {
    return images;
  }

  /// Rows of one map.
  public int height() {
    return height;
  }

  /// Columns of one map.
  public int width() {
    return width;
  }

  /// Pixels of all maps.
  public int pixels() {
    return labels.length;
  }

  /// Number of classes, which is also the id of what lies outside a map.
  public int classes() {
    return classes;
  }

  /// The class of each pixel, row after row; not to be changed.
  public int[] labels() {
    return labels;
  }

  /// Neighbourhoods of 3x3 classes.
  public Patterns three() {
    Patterns known = three;
    if (known == null) {
      known = Patterns.of(labels, images, height, width, classes);
      three = known;
    }
    return known;
  }

  /// Neighbourhoods of 5x5 classes, as 3x3 neighbourhoods of 3x3 neighbourhoods.
  public Patterns five() {
    Patterns known = five;
    if (known == null) {
      known = Patterns.of(three().at(), images, height, width, three().count());
      five = known;
    }
    return known;
  }

  /// How often each class lies under each tap of an unpadded 3x3 convolution of stride 2, divided
  /// by the number of its positions: (classes, 3, 3), as weights of one output lie.
  ///
  /// @throws IllegalStateException of several maps
  public float[] sharesUnderTaps() {
    if (images != 1) {
      throw new IllegalStateException(images + " maps: need one, whose shares they are");
    }
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
