package io.resail.testing;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitFilter;
import io.resail.retrieval.UnitStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Units in memory, each compared with each question: what every index must answer, found in the
/// plainest way.
///
/// Label maps are cut by their labels alone, into connected components. Any thread may call.
public final class FakeRetriever implements Retriever, UnitStore {
  private final ClassCatalog catalog;
  private volatile State state = new State(new TreeMap<>(), 1);
  private final SortedMap<String, Kept> kept = new TreeMap<>();

  /// What one generation holds.
  private record State(SortedMap<String, RetrievalUnit> units, long generation) {}

  /// A state that is kept under a name.
  private record Kept(Snapshot snapshot, State state) {}

  /// Without units.
  public FakeRetriever(ClassCatalog catalog) {
    this.catalog = catalog;
  }

  /// With the given units.
  public static FakeRetriever of(ClassCatalog catalog, List<RetrievalUnit> units) {
    FakeRetriever retriever = new FakeRetriever(catalog);
    retriever.put(units, Acknowledgement.DURABLE);
    return retriever;
  }

  @Override
  public ClassCatalog catalog() {
    return catalog;
  }

  @Override
  public RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    long start = System.nanoTime();
    State seen = seen(request.snapshot());
    List<Segment> segments = segments(request);
    Effort effort = Effort.NONE;
    for (int i = 0; i < segments.size(); i++) {
      patience.check("segment " + i);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Answer answer =
          request.timeAllowed().map(time -> took.compareTo(time) >= 0).orElse(false)
              ? new Answer.OutOfTime(List.of())
              : answer(request, segments.get(i), seen.units().values());
      Effort cost = new Effort(0, 0, 0, seen.units().size(), took);
      effort = effort.plus(cost);
      each.accept(new SegmentMatches(i, segments.get(i), answer, cost));
    }
    return new RetrievalSummary(segments.size(), seen.generation(), effort);
  }

  private List<Segment> segments(RetrievalRequest request) {
    request
        .catalogFingerprint()
        .filter(fingerprint -> !fingerprint.equals(catalog.fingerprint()))
        .ifPresent(
            fingerprint -> {
              throw new FaultException(
                  Fault.WRONG_INPUT,
                  "catalog_fingerprint",
                  "catalogue " + fingerprint + ": need " + catalog.fingerprint());
            });
    return switch (request.query()) {
      case Query.WholeMap(var map) -> {
        catalog.require(map);
        yield PlainCut.of(catalog, map);
      }
      case Query.Masks(var segments) -> {
        for (Segment segment : segments) {
          if (catalog.byClassId(segment.classId()).isEmpty()) {
            throw new FaultException(
                Fault.UNKNOWN,
                "class " + segment.classId(),
                "class " + segment.classId() + " is not in " + catalog);
          }
        }
        yield segments;
      }
    };
  }

  private Answer answer(
      RetrievalRequest request, Segment segment, Collection<RetrievalUnit> units) {
    List<Match> nearestFirst =
        units.stream()
            .filter(unit -> unit.classId() == segment.classId())
            .filter(unit -> passes(request.filter(), unit))
            .map(unit -> match(request, segment, unit))
            .sorted(Comparator.comparing(Match::score).thenComparing(Match::unitId))
            .limit(request.matches())
            .toList();
    return nearestFirst.isEmpty()
        ? new Answer.NoUnitOfClass(segment.classId())
        : new Answer.Found(nearestFirst);
  }

  private static Match match(RetrievalRequest request, Segment segment, RetrievalUnit unit) {
    long query = segment.box().area();
    long stored = unit.box().area();
    if (request.nativePixels() > 0 && request.query() instanceof Query.WholeMap(var map)) {
      query *= request.nativePixels();
      stored *= (long) map.width() * map.height();
    }
    return new Match(
        unit.id(),
        unit.source(),
        unit.box(),
        PlainScore.of(segment.mask(), unit.mask()),
        Math.max(query, stored) >= 2 * Math.min(query, stored));
  }

  private static boolean passes(UnitFilter filter, RetrievalUnit unit) {
    return !filter.excludedSources().contains(unit.source())
        && !filter.excludedUnits().contains(unit.id())
        && (filter.splits().isEmpty() || filter.splits().contains(unit.split()))
        && (filter.licences().isEmpty() || filter.licences().contains(unit.licence()))
        && unit.tags().containsAll(filter.tags())
        && unit.mask().area() >= filter.smallestArea();
  }

  @Override
  public void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each) {
    fetch(unitIds, Optional.empty(), patience, each);
  }

  @Override
  public void fetch(
      List<String> unitIds,
      Optional<String> snapshot,
      Patience patience,
      Consumer<RetrievalUnit> each) {
    State seen = seen(snapshot);
    for (String id : unitIds) {
      patience.check("unit " + id);
      if (!seen.units().containsKey(id)) {
        throw new FaultException(Fault.UNKNOWN, id, "no unit '" + id + "' in this index");
      }
      each.accept(seen.units().get(id));
    }
  }

  @Override
  public IndexStatistics statistics() {
    State seen = state;
    Collection<RetrievalUnit> units = seen.units().values();
    return new IndexStatistics(
        seen.generation(),
        1,
        units.size(),
        units.stream().map(RetrievalUnit::source).distinct().count(),
        units.stream()
            .collect(
                Collectors.groupingBy(RetrievalUnit::classId, TreeMap::new, Collectors.counting())),
        units.stream().mapToLong(unit -> 8L * unit.mask().toWords().length).sum(),
        units.stream().mapToLong(unit -> 3L * unit.box().area()).sum());
  }

  @Override
  public Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement) {
    for (RetrievalUnit unit : units) {
      if (catalog.byClassId(unit.classId()).isEmpty()) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "units",
            "unit '" + unit.id() + "' of class " + unit.classId() + ": not in " + catalog);
      }
    }
    return change(
        kept -> {
          units.forEach(unit -> kept.put(unit.id(), unit));
          return units.size();
        });
  }

  @Override
  public Change delete(List<String> unitIds, Acknowledgement acknowledgement) {
    return change(kept -> removed(kept, unit -> unitIds.contains(unit.id())));
  }

  @Override
  public synchronized Takedown deleteSources(
      List<String> sources, Acknowledgement acknowledgement) {
    List<String> ids = idsOf(state, sources);
    Change change = delete(ids, acknowledgement);
    return new Takedown(
        ids,
        change.generation(),
        kept.values().stream()
            .filter(each -> !idsOf(each.state(), sources).isEmpty())
            .map(each -> each.snapshot().name())
            .toList());
  }

  private static List<String> idsOf(State state, List<String> sources) {
    return state.units().values().stream()
        .filter(unit -> sources.contains(unit.source()))
        .map(RetrievalUnit::id)
        .toList();
  }

  private State seen(Optional<String> snapshot) {
    return snapshot.map(name -> require(name).state()).orElse(state);
  }

  private synchronized Kept require(String name) {
    Kept found = kept.get(name);
    if (found == null) {
      throw new FaultException(Fault.UNKNOWN, name, "no snapshot '" + name + "'");
    }
    return found;
  }

  @Override
  public synchronized Snapshot createSnapshot(String name) {
    Snapshot snapshot;
    try {
      snapshot =
          new Snapshot(
              name, state.generation() + 1, state.units().size(), Instant.ofEpochMilli(17));
    } catch (IllegalArgumentException e) {
      throw new FaultException(Fault.WRONG_INPUT, "name", String.valueOf(e.getMessage()));
    }
    if (kept.containsKey(name)) {
      throw new FaultException(
          Fault.WRONG_INPUT, "name", "there is a snapshot '" + name + "' already");
    }
    state = new State(state.units(), state.generation() + 1);
    kept.put(name, new Kept(snapshot, state));
    return snapshot;
  }

  @Override
  public synchronized List<Snapshot> snapshots() {
    return kept.values().stream().map(Kept::snapshot).toList();
  }

  @Override
  public synchronized Change restoreSnapshot(String name) {
    state = new State(require(name).state().units(), state.generation() + 1);
    return new Change(state.units().size(), state.generation());
  }

  @Override
  public synchronized Change dropSnapshot(String name) {
    kept.remove(require(name).snapshot().name());
    state = new State(state.units(), state.generation() + 1);
    return new Change(0, state.generation());
  }

  /// Makes the next generation and says how many units it concerns.
  private synchronized Change change(ToLongFunction<SortedMap<String, RetrievalUnit>> edit) {
    SortedMap<String, RetrievalUnit> units = new TreeMap<>(state.units());
    long changed = edit.applyAsLong(units);
    state = new State(units, state.generation() + 1);
    return new Change(changed, state.generation());
  }

  private static int removed(
      SortedMap<String, RetrievalUnit> units, Predicate<RetrievalUnit> gone) {
    int before = units.size();
    units.values().removeIf(gone);
    return before - units.size();
  }
}
