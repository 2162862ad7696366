package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.nio.file.Path;
import java.util.List;

/// How one kind of data set lays out its files. Immutable, any thread.
interface Layout {
  /// The splits that data sets of fixed splits have, in the order they are listed.
  List<String> FIXED_SPLITS = List.of("train", "val");

  /// The classes of the data set in that folder.
  ClassCatalog catalog(Path dir);

  /// Where the files of a split may lie; the first whose images are there counts.
  List<SplitFiles> candidates(Path dir, String split);

  /// The splits whose images are there.
  default List<String> splits(Path dir) {
    return FIXED_SPLITS.stream()
        .filter(split -> candidates(dir, split).stream().anyMatch(c -> c.images().hasFiles()))
        .toList();
  }
}
