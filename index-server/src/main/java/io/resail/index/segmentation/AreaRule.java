package io.resail.index.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The 90 % rule: of each class the largest regions, until they cover nine tenths of its area.
///
/// Classes stay in order of first discovery; within a class the largest comes first, equal areas in
/// reverse order of discovery.
final class AreaRule {
  private AreaRule() {}

  /// A region whose class is known.
  record Classed(int classId, boolean foreground, Region region) {}

  static List<Classed> keep(List<Classed> discovered) {
    Map<Integer, List<Classed>> byClass = new LinkedHashMap<>();
    for (Classed each : discovered) {
      byClass.computeIfAbsent(each.classId(), _ -> new ArrayList<>()).add(each);
    }
    List<Classed> kept = new ArrayList<>();
    for (List<Classed> ofClass : byClass.values()) {
      // Reversed and then sorted stably: that is how equal areas come in reverse order.
      List<Classed> largestFirst = new ArrayList<>(ofClass.reversed());
      largestFirst.sort(Comparator.comparingInt((Classed c) -> c.region().area()).reversed());
      long total = largestFirst.stream().mapToLong(c -> c.region().area()).sum();
      long covered = 0;
      for (Classed each : largestFirst) {
        if (10 * covered >= 9 * total) {
          break;
        }
        kept.add(each);
        covered += each.region().area();
      }
    }
    return kept;
  }
}
