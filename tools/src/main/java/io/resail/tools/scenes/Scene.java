package io.resail.tools.scenes;

import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;

/// A painted street and what it shows. Immutable, any thread.
///
/// @param image the photograph
/// @param labels class and instance behind the centre of each pixel, as large as the image
/// @param weather hour and weather in a few words, for people
public record Scene(RgbImage image, LabelMap labels, String weather) {
  public Scene {
    if (image.width() != labels.width() || image.height() != labels.height()) {
      throw new IllegalArgumentException(image + " with " + labels + ": need one size");
    }
  }
}
