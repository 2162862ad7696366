package io.resail.tools.sampling;

import io.resail.retrieval.Match;
import io.resail.retrieval.SegmentMatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Every unit by class, to draw from without regard to shape. Immutable, any thread.
final class UnitPool {
  private final Map<Integer, List<Match>> unitsByClass = new HashMap<>();

  /// The pool of the units that each example of an indexed data set has itself.
  UnitPool(Iterable<List<SegmentMatches>> ownUnits) {
    for (List<SegmentMatches> example : ownUnits) {
      for (SegmentMatches each : example) {
        unitsByClass
            .computeIfAbsent(each.segment().classId(), _ -> new ArrayList<>())
            .addAll(each.answer().matches());
      }
    }
  }

  /// A unit of the class from another image, each alike; empty if there is none.
  Optional<Match> draw(int classId, String excludedSource, RandomGenerator random) {
    List<Match> units = unitsByClass.getOrDefault(classId, List.of());
    List<Match> others =
        units.stream().filter(unit -> !unit.source().equals(excludedSource)).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(others.get(random.nextInt(others.size())));
  }
}
