package io.resail.index;

import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Match;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitFilter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A map of units, searched by the letter of spec section 3: the answer to hold an index against.
final class PlainIndex {
  private static final int SIDE = 128;

  final Map<String, RetrievalUnit> units = new HashMap<>();

  void put(List<RetrievalUnit> added) {
    added.forEach(unit -> units.put(unit.id(), unit));
  }

  List<Match> nearest(Segment query, long queryArea, UnitFilter filter, int k) {
    return units.values().stream()
        .filter(unit -> unit.classId() == query.classId() && passes(unit, filter))
        .map(unit -> match(query.mask(), queryArea, unit))
        .sorted(Comparator.comparing(Match::score).thenComparing(Match::unitId))
        .limit(k)
        .toList();
  }

  private static boolean passes(RetrievalUnit unit, UnitFilter filter) {
    return !filter.excludedSources().contains(unit.source())
        && !filter.excludedUnits().contains(unit.id())
        && (filter.splits().isEmpty() || filter.splits().contains(unit.split()))
        && (filter.licences().isEmpty() || filter.licences().contains(unit.licence()))
        && unit.tags().containsAll(filter.tags())
        && unit.mask().area() >= filter.smallestArea();
  }

  private static Match match(Mask query, long queryArea, RetrievalUnit unit) {
    int a = 0;
    int b = 0;
    int differing = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inA = sample(query, x, y);
        boolean inB = sample(unit.mask(), x, y);
        a += inA ? 1 : 0;
        b += inB ? 1 : 0;
        differing += inA != inB ? 1 : 0;
      }
    }
    float shape = Math.max(a, b) == 0 ? 1f : (float) differing / Math.max(a, b);
    long area = unit.box().area();
    boolean otherSize = Math.max(queryArea, area) >= 2 * Math.min(queryArea, area);
    return new Match(unit.id(), unit.source(), unit.box(), shape, otherSize);
  }

  private static boolean sample(Mask mask, int x, int y) {
    return mask.has(x * mask.width() / SIDE, y * mask.height() / SIDE);
  }
}
