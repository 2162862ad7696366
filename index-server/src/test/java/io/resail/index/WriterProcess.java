package io.resail.index;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.testing.Catalogs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A process of its own that puts units into an index for ever, and says which are acknowledged.
final class WriterProcess {
  static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final int BATCH = 5;

  private WriterProcess() {}

  /// The units of a batch, some of which replace those of batches before.
  static List<RetrievalUnit> batch(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed + number);
    RandomUnits some = new RandomUnits(random, CATALOG);
    List<RetrievalUnit> units = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      int id = i == 0 ? random.nextInt(number * BATCH + 1) : number * BATCH + i;
      units.add(some.unit("u" + id));
    }
    return units;
  }

  /// Writes until it is killed.
  ///
  /// @param arguments the index's folder and a seed
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long seed = Long.parseLong(arguments[1]);
    IndexSettings settings = IndexSettings.DEFAULT;
    try (UnitIndex index = UnitIndex.openForWriting(Path.of(arguments[0]), settings)) {
      for (int number = 0; ; number++) {
        // Every commit makes an index segment, every ten of them a merge.
        index.put(batch(seed, number), Acknowledgement.DURABLE);
        out.println(number);
      }
    }
  }
}
