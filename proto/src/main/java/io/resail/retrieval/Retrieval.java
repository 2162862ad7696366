package io.resail.retrieval;

import java.util.List;

/// One answer per segment, and what all of them saw and cost.
public record Retrieval(List<SegmentMatches> segments, RetrievalSummary summary) {
  public Retrieval {
    segments = List.copyOf(segments);
  }
}
