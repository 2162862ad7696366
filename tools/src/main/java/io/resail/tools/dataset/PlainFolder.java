package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Our own layout, for any classes: `classes.json`, `images`, `labels` and, where there are any,
/// `instances`, each with a folder for every split or, for a single split `train`, with none.
final class PlainFolder implements Layout {
  static final String CLASSES = "classes.json";
  static final String IMAGES = "images";
  static final String LABELS = "labels";
  static final String INSTANCES = "instances";
  private static final String ONLY_SPLIT = "train";

  @Override
  public ClassCatalog catalog(Path dir) {
    return CatalogFile.read(dir.resolve(CLASSES));
  }

  @Override
  public List<SplitFiles> candidates(Path dir, String split) {
    SplitFiles own = files(dir, split);
    return split.equals(ONLY_SPLIT) ? List.of(own, files(dir, "")) : List.of(own);
  }

  @Override
  public List<String> splits(Path dir) {
    Path images = dir.resolve(IMAGES);
    if (!Files.isDirectory(images)) {
      return List.of();
    }
    try (Stream<Path> inner = Files.list(images)) {
      List<String> splits =
          inner
              .filter(Files::isDirectory)
              .map(folder -> String.valueOf(folder.getFileName()))
              .sorted()
              .toList();
      return Stream.concat(Stream.of(ONLY_SPLIT), splits.stream())
          .distinct()
          .filter(split -> candidates(dir, split).stream().anyMatch(c -> c.images().hasFiles()))
          .toList();
    } catch (IOException e) {
      throw RasterFiles.unreadable(images, e);
    }
  }

  /// The files of a split by our names; an empty split stands for no split folders.
  static SplitFiles files(Path dir, String split) {
    return SplitFiles.of(
        FileSeries.images(dir.resolve(IMAGES).resolve(split)),
        FileSeries.maps(dir.resolve(LABELS).resolve(split)),
        FileSeries.maps(dir.resolve(INSTANCES).resolve(split)));
  }
}
