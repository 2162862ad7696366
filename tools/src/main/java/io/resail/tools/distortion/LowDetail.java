package io.resail.tools.distortion;

import io.resail.raster.Box;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;

/// Takes fine detail away: a layer is made smaller and large again (spec section 5, step 3).
final class LowDetail {
  private LowDetail() {}

  /// A picture at `place` in an otherwise black canvas, made smaller by `ratio` and back, both by
  /// bicubic-P.
  ///
  /// @param ratio of the sides, above 0 and at most 1
  static Resampling.Pasted lose(RgbImage picture, Box place, int width, int height, double ratio) {
    int fewer = Math.max(1, (int) (ratio * width));
    int lower = Math.max(1, (int) (ratio * height));
    Resampling.Pasted small = Resampling.bicubicPasted(picture, place, width, height, fewer, lower);
    return Resampling.bicubicPasted(small.image(), small.box(), fewer, lower, width, height);
  }
}
