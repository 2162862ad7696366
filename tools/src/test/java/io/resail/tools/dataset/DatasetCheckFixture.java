package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/// A folder data set of eight classes that tests fill, file by file, and check.
abstract class DatasetCheckFixture {
  /// Eight classes 0 to 7 with distinct colours, 255 ignored.
  static final ClassCatalog EIGHT =
      new ClassCatalog(
          "eight",
          InstanceRule.PLAIN,
          IntStream.range(0, 8)
              .mapToObj(i -> new LabelClass(i, "c" + i, 0x1f3b05 * (i + 1), i > 5))
              .toList(),
          new TreeSet<>(Set.of(255)),
          new TreeMap<>(),
          0);

  static final int WIDE = 48;
  static final int HIGH = 40;

  @TempDir Path dir;

  DatasetReport check() {
    return DatasetCheck.run(DatasetLocation.parse(dir.toString()), _ -> {});
  }

  void writeClasses() {
    files().put("classes.json", CatalogFile.bytes(EIGHT));
  }

  Path put(String name, int[] labels) {
    files().picture("images/train/" + name + ".jpg", WIDE, HIGH);
    return files().grey("labels/train/" + name + ".png", WIDE, HIGH, labels);
  }

  Fixture files() {
    return new Fixture(dir);
  }

  /// All eight labels, far ones side by side.
  static int[] bands() {
    int[] labels = new int[WIDE * HIGH];
    Arrays.setAll(labels, i -> (i % WIDE / 6 * 3 + i / WIDE / 10) % 8);
    return labels;
  }
}
