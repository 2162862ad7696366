package io.resail.tools.dataset;

import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;

/// A picture with its label map.
///
/// @param sourceId the picture's file name without its ending, one of a kind in its split
/// @param split the part of the data set it belongs to, as `train` or `val`
/// @param image the picture
/// @param labels its label map, of the same size, with instances where the data set has them
public record Example(String sourceId, String split, RgbImage image, LabelMap labels) {
  public Example {
    requireName("source id", sourceId);
    requireName("split", split);
    if (image.width() != labels.width() || image.height() != labels.height()) {
      throw new IllegalArgumentException(
          "example '" + sourceId + "': " + image + " with " + labels + ": need the same size");
    }
  }

  /// Both become file and folder names.
  private static void requireName(String what, String name) {
    if (name.isBlank() || name.startsWith(".") || !name.matches("[^/\\\\\\p{Cntrl}:]+")) {
      throw new IllegalArgumentException(
          what + " '" + name + "': need a name without slashes, colons and a leading dot");
    }
  }
}
