package io.resail.synth.guidance;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;

/// One segment's part of a guidance, at the guidance's size: `M`, `P` and `R` of spec section 4.
///
/// Outside `box` both masks are empty and the pixels black.
///
/// @param segment index of the segment, from 0
/// @param foreground whether the segment is painted over background
/// @param box the part of the guidance that the layer reaches
/// @param own the segment's pixels inside the box, `M`
/// @param shape the pixels that the unit's mask reaches, `P`
/// @param pixels the unit's pixels, `R`
public record Layer(
    int segment, boolean foreground, Box box, Mask own, Mask shape, RgbImage pixels) {
  public Layer {
    if (own.width() != box.width()
        || own.height() != box.height()
        || shape.width() != box.width()
        || shape.height() != box.height()
        || pixels.width() != box.width()
        || pixels.height() != box.height()) {
      throw new IllegalArgumentException(
          "layer of " + box + " with " + own + ", " + shape + ", " + pixels + ": need one size");
    }
  }
}
