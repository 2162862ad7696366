package io.resail.synth.guidance;

import io.resail.raster.Box;
import io.resail.raster.Continuation;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.synthesis.OutputSize;

/// Puts units into the boxes of their segments and takes both to the size of the guidance.
///
/// The definition pastes every unit into a canvas of the label map's size and resizes that; here
/// only the part of the canvas that is not black is ever made, with the same result to the bit.
/// Immutable, any thread.
final class Placement {
  private final int width;
  private final int height;
  private final OutputSize size;
  private final GuidanceRule rule;
  private final int[] columns;
  private final int[] rows;

  /// For label maps of `width` x `height` pixels and guidance of `size`.
  Placement(int width, int height, OutputSize size, GuidanceRule rule) {
    this.width = width;
    this.height = height;
    this.size = size;
    this.rule = rule;
    this.columns = Resampling.nearestB(width, size.width());
    this.rows = Resampling.nearestB(height, size.height());
  }

  /// The layer of one segment.
  Layer place(ChosenUnit chosen) {
    Segment segment = chosen.segment();
    Box place = segment.box();
    if (!place.fits(width, height)) {
      throw new IllegalArgumentException(
          "segment " + chosen.index() + " at " + place + " in a map of " + width + " x " + height);
    }
    boolean fitted = rule == GuidanceRule.FITTED;
    Resampling.Pasted pasted =
        fitted ? continued(chosen.unit(), place) : pasted(chosen.unit(), place);
    Box reach = pasted.box();
    Mask own = resized(reach, place, segment.mask());
    return new Layer(
        chosen.index(),
        segment.foreground(),
        reach,
        own,
        fitted ? own : resized(reach, place, shape(chosen.unit(), place)),
        pasted.image());
  }

  private static Mask shape(RetrievalUnit unit, Box place) {
    return Resampling.nearestB(unit.mask(), place.width(), place.height());
  }

  private Resampling.Pasted pasted(RetrievalUnit unit, Box place) {
    RgbImage crop = Resampling.bicubic(unit.pixels(), place.width(), place.height());
    return Resampling.bicubicPasted(crop, place, width, height, size.width(), size.height());
  }

  /// The unit's colours over the whole box and as far around it as resampling looks.
  private Resampling.Pasted continued(RetrievalUnit unit, Box place) {
    RgbImage crop =
        Resampling.bicubic(
            Continuation.of(unit.pixels(), unit.mask()), place.width(), place.height());
    Box around =
        place.grown(
            Resampling.bicubicReach(width, size.width()),
            Resampling.bicubicReach(height, size.height()),
            width,
            height);
    Mask all = Mask.of(place.width(), place.height(), (_, _) -> true);
    return Resampling.bicubicPasted(
        Continuation.of(crop, all, place, around),
        around,
        width,
        height,
        size.width(),
        size.height());
  }

  /// The part inside `reach` of a canvas with `mask` at `place`, resized by nearest-B.
  private Mask resized(Box reach, Box place, Mask mask) {
    return Mask.of(
        reach.width(),
        reach.height(),
        (x, y) -> {
          int column = columns[reach.left() + x] - place.left();
          int row = rows[reach.top() + y] - place.top();
          return column >= 0
              && row >= 0
              && column < place.width()
              && row < place.height()
              && mask.has(column, row);
        });
  }
}
