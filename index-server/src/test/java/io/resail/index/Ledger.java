package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.fault.Patience;
import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitFilter;
import io.resail.testing.Masks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// What an index must hold: its units and its snapshots, kept in plain maps.
///
/// @param units by id
/// @param snapshots what each holds, by name
record Ledger(
    Map<String, RetrievalUnit> units, TreeMap<String, Map<String, RetrievalUnit>> snapshots) {
  static final Ledger EMPTY = new Ledger(Map.of(), new TreeMap<>());

  Ledger with(List<RetrievalUnit> put) {
    Map<String, RetrievalUnit> next = new HashMap<>(units);
    put.forEach(unit -> next.put(unit.id(), unit));
    return new Ledger(next, snapshots);
  }

  Ledger without(List<String> ids) {
    Map<String, RetrievalUnit> next = new HashMap<>(units);
    next.keySet().removeAll(ids);
    return new Ledger(next, snapshots);
  }

  /// The ids of units of these sources, sorted.
  List<String> idsOf(List<String> sources) {
    return units.values().stream()
        .filter(unit -> sources.contains(unit.source()))
        .map(RetrievalUnit::id)
        .sorted()
        .toList();
  }

  Ledger keeping(String name) {
    TreeMap<String, Map<String, RetrievalUnit>> next = new TreeMap<>(snapshots);
    next.put(name, units);
    return new Ledger(units, next);
  }

  Ledger dropping(String name) {
    TreeMap<String, Map<String, RetrievalUnit>> next = new TreeMap<>(snapshots);
    next.remove(name);
    return new Ledger(units, next);
  }

  Ledger restoring(String name) {
    return new Ledger(snapshots.get(name), snapshots);
  }

  /// Whether an index holds just this, by ids and pixels.
  boolean isIn(UnitIndex index) {
    if (!index.snapshots().stream().map(Snapshot::name).toList().equals(names())) {
      return false;
    }
    return units.size() == index.statistics().units()
        && units.equals(held(index, Optional.empty()));
  }

  private List<String> names() {
    return List.copyOf(snapshots.keySet());
  }

  /// The units of an index that this ledger has ids of, or could have.
  private Map<String, RetrievalUnit> held(UnitIndex index, Optional<String> snapshot) {
    Map<String, RetrievalUnit> found = new HashMap<>();
    for (String id : snapshot.map(snapshots::get).orElse(units).keySet()) {
      try {
        index.fetch(List.of(id), snapshot, Patience.endless(), unit -> found.put(id, unit));
      } catch (io.resail.fault.FaultException e) {
        if (e.fault() != io.resail.fault.Fault.UNKNOWN) {
          throw e;
        }
      }
    }
    return found;
  }

  /// Demands that an index holds this, and that it and each snapshot answer as an exhaustive search
  /// of a plain map does.
  void require(UnitIndex index, SplittableRandom random, int questions) {
    assertThat(index.statistics().units()).isEqualTo(units.size());
    assertThat(held(index, Optional.empty())).isEqualTo(units);
    requireAnswers(index, Optional.empty(), units, random, questions);
    assertThat(index.snapshots()).extracting(Snapshot::name).isEqualTo(names());
    for (Snapshot each : index.snapshots()) {
      Map<String, RetrievalUnit> kept = snapshots.get(each.name());
      assertThat(each.units()).isEqualTo(kept.size());
      assertThat(held(index, Optional.of(each.name()))).isEqualTo(kept);
      requireAnswers(index, Optional.of(each.name()), kept, random, 1);
    }
  }

  private static void requireAnswers(
      UnitIndex index,
      Optional<String> snapshot,
      Map<String, RetrievalUnit> held,
      SplittableRandom random,
      int questions) {
    PlainIndex plain = new PlainIndex();
    plain.put(new ArrayList<>(held.values()));
    for (int i = 0; i < questions; i++) {
      Mask mask = Masks.any(random);
      Segment query =
          new Segment(random.nextInt(6), false, new Box(0, 0, mask.width(), mask.height()), mask);
      RetrievalRequest present = RetrievalRequest.of(new Query.Masks(List.of(query)));
      List<Match> matches =
          index
              .retrieve(snapshot.map(present::in).orElse(present), Patience.endless())
              .segments()
              .getFirst()
              .answer()
              .matches();
      assertThat(matches).isEqualTo(plain.nearest(query, query.box().area(), UnitFilter.NONE, 10));
    }
  }
}
