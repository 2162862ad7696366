package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Writes data sets in the folder layout, which [DatasetKind#FOLDER] reads.
///
/// Every file appears whole or not at all, and `classes.json` last: a folder that has it is
/// complete.
public final class FolderDataset {
  private final Path dir;
  private final ClassCatalog catalog;

  /// Whether the examples of a split have instances.
  private final Map<String, Boolean> withInstances = new ConcurrentHashMap<>();

  private FolderDataset(Path dir, ClassCatalog catalog) {
    this.dir = dir;
    this.catalog = catalog;
  }

  /// Writes examples and then their catalogue; a parallel stream is written in parallel.
  ///
  /// Files that are there already, of the same catalogue, stay or are replaced one by one.
  ///
  /// @return how many were written
  /// @throws FaultException [Fault#WRONG_INPUT] if the folder holds a data set of other classes, an
  ///     example's labels are not in the catalogue, or only some examples of a split have instances
  /// @throws IOException if a file cannot be written
  public static int write(Path dir, ClassCatalog catalog, Stream<Example> examples)
      throws IOException {
    Path classes = dir.resolve(PlainFolder.CLASSES);
    if (Files.exists(classes) && !CatalogFile.read(classes).equals(catalog)) {
      throw RasterFiles.wrong(
          classes,
          "describes other classes than " + catalog + ": choose another folder or empty this one");
    }
    try {
      int written = examples.mapToInt(new FolderDataset(dir, catalog)::write).sum();
      Files.createDirectories(dir);
      writeWhole(classes, CatalogFile.bytes(catalog));
      return written;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private int write(Example example) {
    LabelMap map = example.labels();
    catalog.require(map);
    Path images = folder(PlainFolder.IMAGES, example);
    Path labels = folder(PlainFolder.LABELS, example);
    Path instances = folder(PlainFolder.INSTANCES, example);
    String name = example.sourceId() + ".png";
    boolean split =
        withInstances.computeIfAbsent(
            example.split(), _ -> thereWithInstances(example).orElse(map.hasInstances()));
    if (split != map.hasInstances()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          example.sourceId(),
          "example '"
              + example.sourceId()
              + (split
                  ? "' has no instances, others of split '"
                  : "' has instances, others of split '")
              + example.split()
              + (split ? "' have" : "' have none")
              + ": need them for all examples of a split or for none");
    }
    try {
      Files.createDirectories(images);
      Files.createDirectories(labels);
      // Maps first: a picture is what makes an example count.
      writeWhole(labels.resolve(name), RasterFiles.labelPng(map, catalog));
      if (map.hasInstances()) {
        Files.createDirectories(instances);
        writeWhole(instances.resolve(name), RasterFiles.instancePng(map, catalog.instanceRule()));
      }
      writeWhole(images.resolve(name), Png.write(example.image()));
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the pictures of the split that are there already have instances; empty if there are
  /// none.
  private Optional<Boolean> thereWithInstances(Example example) {
    SplitFiles there = PlainFolder.files(dir, example.split());
    return there.images().hasFiles() ? Optional.of(there.instances().hasFiles()) : Optional.empty();
  }

  private Path folder(String series, Example example) {
    return dir.resolve(series).resolve(example.split());
  }

  private static void writeWhole(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
