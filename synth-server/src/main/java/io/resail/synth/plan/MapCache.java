package io.resail.synth.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// What was read from the latest maps, up to a number of bytes; the map longest not asked for goes
/// first. The latest stays, however large. One thread, but for [#status].
final class MapCache {
  /// Which map it is: its size, what it is painted at, and its content by SHA-256.
  record Key(int height, int width, int paintedHeight, int paintedWidth, String content) {
    private boolean isOfSize(Key other) {
      return with(other.content).equals(other);
    }

    private Key with(String another) {
      return new Key(height, width, paintedHeight, paintedWidth, another);
    }
  }

  private final long limit;
  private final SequencedMap<Key, MapPlan> plans = new LinkedHashMap<>();
  private volatile MapCacheStatus status = new MapCacheStatus(0, 0, 0, 0);

  /// @param limit bytes
  MapCache(long limit) {
    this.limit = limit;
  }

  /// What was read from a map, now or before.
  MapPlan get(Key key, Supplier<MapPlan> made) {
    MapPlan known = plans.remove(key);
    boolean hit = known != null;
    MapPlan plan = known != null ? known : made.get();
    plans.put(key, plan);
    long bytes = plans.values().stream().mapToLong(MapPlan::bytes).sum();
    Iterator<Map.Entry<Key, MapPlan>> eldest = plans.entrySet().iterator();
    List<MapPlan> gone = new ArrayList<>();
    while (bytes > limit && plans.size() > 1) {
      MapPlan last = eldest.next().getValue();
      eldest.remove();
      bytes -= last.bytes();
      gone.add(last);
    }
    gone.forEach(MapPlan::close);
    status =
        new MapCacheStatus(
            status.hits() + (hit ? 1 : 0), status.misses() + (hit ? 0 : 1), plans.size(), bytes);
    return plan;
  }

  /// What was read from the latest map of the same sizes, whatever its content.
  Optional<MapPlan> latest(Key key) {
    return plans.sequencedEntrySet().reversed().stream()
        .filter(entry -> entry.getKey().isOfSize(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// Counts so far; any thread.
  MapCacheStatus status() {
    return status;
  }

  /// Releases all maps.
  void clear() {
    plans.values().forEach(MapPlan::close);
    plans.clear();
    status = new MapCacheStatus(status.hits(), status.misses(), 0, 0);
  }
}
