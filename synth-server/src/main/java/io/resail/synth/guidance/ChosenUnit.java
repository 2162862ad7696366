package io.resail.synth.guidance;

import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.synthesis.Provenance;

/// The unit that stands for a segment.
///
/// @param index the segment's place in the order of spec section 2, from 0
/// @param segment the segment, at the size of the label map
/// @param unit the unit whose pixels are pasted
/// @param score its score for that segment; NaN where nothing was compared
/// @param rank its place among the matches, 0 the best
public record ChosenUnit(int index, Segment segment, RetrievalUnit unit, float score, int rank) {
  Provenance.Use use() {
    return new Provenance.Use(
        index, unit.id(), unit.source(), score, rank, unit.box(), segment.box());
  }
}
