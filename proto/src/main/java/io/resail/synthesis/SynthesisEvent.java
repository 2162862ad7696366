package io.resail.synthesis;

import io.resail.raster.RgbImage;
import io.resail.retrieval.SegmentMatches;

/// A step of a synthesis that is done.
public sealed interface SynthesisEvent {
  /// The request keeps every rule and work begins.
  record Accepted(String requestId, String model, OutputSize size, int variants)
      implements SynthesisEvent {}

  /// A segment was cut and its matches found.
  record Hits(SegmentMatches matches) implements SynthesisEvent {}

  /// A variant's guidance is composed.
  ///
  /// @param variant from 0
  /// @param guidance pixels of the matched units at the painted size, black where there are none
  record GuidanceReady(int variant, RgbImage guidance, Provenance provenance)
      implements SynthesisEvent {}

  /// A variant is painted.
  record ImageReady(int variant, RgbImage image) implements SynthesisEvent {}

  /// Everything is done.
  record Summary(Timings timings, Receipt receipt) implements SynthesisEvent {}
}
