package io.resail.retrieval;

import io.resail.raster.LabelMap;
import io.resail.raster.Segment;
import java.util.List;

/// What is looked for.
public sealed interface Query {
  /// Every segment of a label map, cut by the index.
  record WholeMap(LabelMap map) implements Query {}

  /// Segments already cut, answered in their order.
  record Masks(List<Segment> segments) implements Query {
    public Masks {
      segments = List.copyOf(segments);
      if (segments.isEmpty()) {
        throw new IllegalArgumentException("no masks: need at least 1");
      }
    }
  }
}
