package io.resail.synth.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// Where the time of painting goes, per kind of layer. One thread.
public final class LayerTimes {
  private final Map<LayerKind, Long> nanos = new EnumMap<>(LayerKind.class);

  /// Does something and counts its time.
  <T> T during(LayerKind kind, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    nanos.merge(kind, System.nanoTime() - start, Long::sum);
    return result;
  }

  /// Seconds of each kind so far, only those that took any.
  public Map<LayerKind, Double> seconds() {
    Map<LayerKind, Double> seconds = new EnumMap<>(LayerKind.class);
    nanos.forEach((kind, time) -> seconds.put(kind, time / 1e9));
    return seconds;
  }
}
