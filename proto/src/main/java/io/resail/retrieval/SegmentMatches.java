package io.resail.retrieval;

import io.resail.raster.Segment;

/// The answer for one segment.
///
/// @param index the segment's place in the order of spec section 2, from 0
/// @param segment the segment as the index cut it
/// @param answer its matches
/// @param effort what they cost
public record SegmentMatches(int index, Segment segment, Answer answer, Effort effort) {}
