package io.resail.tools.benchmark;

import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.UnitIndexBuilder;
import io.resail.raster.Mask;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.tools.benchmark.RetrievalBenchResult.Build;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// An index of made-up units, and how it came about.
///
/// @param path where it lies
/// @param build how it came about
/// @param largest the square masks of the units of class 0, by their numbers
/// @param areas the box areas of the same
record BenchIndex(
    Path path, Build build, SortedMap<Integer, Mask> largest, SortedMap<Integer, Integer> areas) {
  private static final int PUTS = 15;

  /// Builds an index of the first units of a stream, on all processors.
  static BenchIndex build(Path path, UnitStream stream, int units) {
    SortedMap<Integer, Mask> largest = new ConcurrentSkipListMap<>();
    SortedMap<Integer, Integer> areas = new ConcurrentSkipListMap<>();
    LongAdder adding = new LongAdder();
    double merging;
    IndexStatistics statistics;
    try (UnitIndexBuilder builder =
        UnitIndexBuilder.open(path, stream.catalog(), "benchmark", IndexSettings.DEFAULT)) {
      IntStream.range(0, Math.ceilDiv(units, UnitStream.UNITS_PER_IMAGE))
          .parallel()
          .forEach(
              image -> {
                List<RetrievalUnit> cut = stream.image(image, units);
                for (int i = 0; i < cut.size(); i++) {
                  if (cut.get(i).classId() == 0) {
                    int unit = image * UnitStream.UNITS_PER_IMAGE + i;
                    largest.put(unit, PackedScan.square(cut.get(i).mask()));
                    areas.put(unit, (int) cut.get(i).box().area());
                  }
                }
                long start = System.nanoTime();
                builder.add(UnitStream.source(image), "train", cut);
                adding.add(System.nanoTime() - start);
              });
      long start = System.nanoTime();
      statistics = builder.finish();
      merging = (System.nanoTime() - start) / 1e9;
    }
    double threads = Runtime.getRuntime().availableProcessors();
    Build build =
        new Build(
            units / (adding.sum() / 1e9 / threads),
            merging,
            (double) statistics.searchBytes() / units,
            (double) statistics.pixelBytes() / units,
            0,
            0,
            0,
            0);
    return new BenchIndex(path, build, largest, areas);
  }

  /// Uses an opened index.
  @FunctionalInterface
  interface Use {
    void of(UnitIndex index) throws IOException;
  }

  /// Opens the index, uses it, and adds what opening it took to what is known of it.
  BenchIndex opened(Use use) throws IOException {
    double heapBefore = heapMegabytes();
    long start = System.nanoTime();
    try (UnitIndex index = UnitIndex.open(path, IndexSettings.DEFAULT)) {
      double opening = millisSince(start);
      use.of(index);
      return with(
          new Build(
              build.unitsPerSecond(),
              build.mergeSeconds(),
              build.searchBytesPerUnit(),
              build.pixelBytesPerUnit(),
              opening,
              build.visibleMillis(),
              build.durableMillis(),
              heapMegabytes() - heapBefore));
    }
  }

  /// Puts units one by one and adds the times until they were visible and durable.
  BenchIndex changed(UnitStream stream, int firstUnit) {
    double[] visible = new double[PUTS];
    double[] durable = new double[PUTS];
    try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT)) {
      for (int i = 0; i < PUTS; i++) {
        int image = firstUnit / UnitStream.UNITS_PER_IMAGE + 1 + i;
        List<RetrievalUnit> units = stream.image(image, Integer.MAX_VALUE);
        long start = System.nanoTime();
        index.put(units.subList(0, 1), Acknowledgement.VISIBLE);
        visible[i] = millisSince(start);
        start = System.nanoTime();
        index.put(units.subList(1, 2), Acknowledgement.DURABLE);
        durable[i] = millisSince(start);
      }
    }
    return with(
        new Build(
            build.unitsPerSecond(),
            build.mergeSeconds(),
            build.searchBytesPerUnit(),
            build.pixelBytesPerUnit(),
            build.openMillis(),
            Stopwatch.of(visible).median(),
            Stopwatch.of(durable).median(),
            build.heapMegabytes()));
  }

  private BenchIndex with(Build more) {
    return new BenchIndex(path, more, largest, areas);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
