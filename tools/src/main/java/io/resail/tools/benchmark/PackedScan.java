package io.resail.tools.benchmark;

import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The exhaustive contender: packed masks of one class side by side in memory, each compared whole
/// with vectors. One thread.
final class PackedScan implements AutoCloseable {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int SIDE = 128;
  private static final int MASK_BYTES = SIDE * SIDE / 8;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment masks;
  private final int[] counts;
  private final int[] areas;
  private final int[] units;
  private int size;

  PackedScan(int capacity) {
    masks = arena.allocate((long) MASK_BYTES * Math.max(1, capacity), 64);
    counts = new int[capacity];
    areas = new int[capacity];
    units = new int[capacity];
  }

  /// A shape in the square that shapes are compared in (spec 3.1).
  static Mask square(Mask mask) {
    return Resampling.nearestA(mask, SIDE, SIDE);
  }

  /// Adds a unit; numbers must ascend, since ties go to the lower one.
  void add(int unit, Mask mask, int boxArea) {
    MemorySegment.copy(
        mask.toWords(),
        0,
        masks,
        ValueLayout.JAVA_LONG,
        (long) MASK_BYTES * size,
        mask.toWords().length);
    counts[size] = mask.area();
    areas[size] = boxArea;
    units[size++] = unit;
  }

  int size() {
    return size;
  }

  /// A unit and its score.
  record Scored(int unit, float score) {}

  /// The exact score of the unit at a place.
  float score(int place, Mask query, MemorySegment queryBytes, int boxArea) {
    LongVector sum = LongVector.zero(LONGS);
    long at = (long) MASK_BYTES * place;
    for (int i = 0; i < MASK_BYTES; i += LONGS.vectorByteSize()) {
      LongVector unit = LongVector.fromMemorySegment(LONGS, masks, at + i, ByteOrder.LITTLE_ENDIAN);
      LongVector mine = LongVector.fromMemorySegment(LONGS, queryBytes, i, ByteOrder.LITTLE_ENDIAN);
      sum = sum.add(unit.lanewise(VectorOperators.XOR, mine).lanewise(VectorOperators.BIT_COUNT));
    }
    int larger = Math.max(query.area(), counts[place]);
    float shape = larger == 0 ? 1f : (float) sum.reduceLanes(VectorOperators.ADD) / larger;
    long big = Math.max(boxArea, areas[place]);
    return big >= 2L * Math.min(boxArea, areas[place]) ? shape + 1f : shape;
  }

  /// The `k` units with the smallest scores, ties by number.
  Scored[] nearest(Mask query, int boxArea, int k) {
    MemorySegment queryBytes = MemorySegment.ofArray(query.toWords());
    Scored[] best = new Scored[Math.min(k, size)];
    int found = 0;
    for (int place = 0; place < size; place++) {
      float score = score(place, query, queryBytes, boxArea);
      if (found == best.length && score >= best[found - 1].score()) {
        continue;
      }
      int at = found < best.length ? found++ : found - 1;
      while (at > 0 && best[at - 1].score() > score) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = new Scored(units[place], score);
    }
    return Arrays.copyOf(best, found);
  }

  @Override
  public void close() {
    arena.close();
  }
}
