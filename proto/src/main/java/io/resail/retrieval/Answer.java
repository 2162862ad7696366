package io.resail.retrieval;

import java.util.List;

/// What the index has for one segment.
public sealed interface Answer {
  /// The units with the smallest scores, ascending, ties by unit id. Exact.
  record Found(List<Match> nearestFirst) implements Answer {
    public Found {
      nearestFirst = List.copyOf(nearestFirst);
      if (nearestFirst.isEmpty()) {
        throw new IllegalArgumentException("found nothing: that answer is NoUnitOfClass");
      }
    }
  }

  /// No unit of the class passes the filter.
  record NoUnitOfClass(int classId) implements Answer {}

  /// The time allowed ended first; `bestSoFar` may miss nearer units.
  record OutOfTime(List<Match> bestSoFar) implements Answer {
    public OutOfTime {
      bestSoFar = List.copyOf(bestSoFar);
    }
  }

  /// The matches there are, nearest first; exact only in [Found].
  default List<Match> matches() {
    return switch (this) {
      case Found(List<Match> nearestFirst) -> nearestFirst;
      case NoUnitOfClass _ -> List.of();
      case OutOfTime(List<Match> bestSoFar) -> bestSoFar;
    };
  }
}
