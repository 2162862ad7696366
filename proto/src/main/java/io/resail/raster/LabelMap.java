package io.resail.raster;

import java.util.Arrays;

/// A label value for each pixel and, where known, an instance value. Immutable, any thread.
///
/// Values are the data set's own, as read from the raw raster: what they mean, which of them are
/// ignored and
/// how instance values are coded is said by the [ClassCatalog] that the map goes with.
public final class LabelMap {
  /// The largest label or instance value.
  public static final int LARGEST_VALUE = (1 << 24) - 1;

  private final int width;
  private final int height;
  private final int[] labels;
  private final int[] instances;

  private LabelMap(int width, int height, int[] labels, int[] instances) {
    if (width < 1 || height < 1 || labels.length != (long) width * height) {
      throw new IllegalArgumentException(
          labels.length
              + " labels for a map of "
              + width
              + " x "
              + height
              + " pixels: need one a pixel and at least one pixel");
    }
    if (instances.length != 0 && instances.length != labels.length) {
      throw new IllegalArgumentException(
          instances.length + " instance values for " + labels.length + " labels: need as many");
    }
    this.width = width;
    this.height = height;
    this.labels = labels;
    this.instances = instances;
  }

  /// The map of the given label values, which are copied, without instances.
  public static LabelMap of(int width, int height, int[] labels) {
    return new LabelMap(width, height, labels.clone(), new int[0]);
  }

  /// The same labels with the given instance values, which are copied.
  ///
  /// @throws IllegalArgumentException if their number is not the number of pixels
  public LabelMap withInstances(int[] values) {
    if (values.length != labels.length) {
      throw new IllegalArgumentException(
          values.length + " instance values for " + labels.length + " labels: need as many");
    }
    return new LabelMap(width, height, labels, values.clone());
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// Rows.
  public int height() {
    return height;
  }

  /// The label value of the pixel in column `x` of row `y`.
  public int label(int x, int y) {
    return labels[y * width + x];
  }

  /// Whether instance values are known.
  public boolean hasInstances() {
    return instances.length != 0;
  }

  /// The instance value of the pixel in column `x` of row `y`.
  ///
  /// @throws IllegalStateException if none are known
  public int instance(int x, int y) {
    if (!hasInstances()) {
      throw new IllegalStateException("this label map has no instances: ask hasInstances() first");
    }
    return instances[y * width + x];
  }

  /// A copy of the label values, row after row.
  public int[] toLabels() {
    return labels.clone();
  }

  /// A copy of the instance values, row after row; empty if none are known.
  public int[] toInstances() {
    return instances.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap that
        && width == that.width
        && height == that.height
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(instances, that.instances);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + Arrays.hashCode(labels)) + Arrays.hashCode(instances);
  }

  @Override
  public String toString() {
    return "label map " + width + " x " + height + (hasInstances() ? " with instances" : "");
  }
}
