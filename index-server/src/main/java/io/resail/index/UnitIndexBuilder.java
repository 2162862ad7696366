package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.store.BuildFolder;
import io.resail.index.store.Damage;
import io.resail.index.store.IndexFolder;
import io.resail.index.store.StoredUnit;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;

/// Builds an index from annotated images, beside the folder that it will lie in.
///
/// A build that ends early loses at most the images since its last commit and leaves what was in
/// the
/// folder as it was; opening it again with the same recipe resumes it. [#finish] puts the new index
/// into place at once. Any thread may add.
public final class UnitIndexBuilder implements AutoCloseable {
  private final IndexSettings settings;
  private final IndexFolder folder;
  private final BuildFolder build;
  private final UnitCutter cutter;

  private UnitIndexBuilder(
      IndexFolder folder, IndexSettings settings, BuildFolder build, ClassCatalog catalog) {
    this.folder = folder;
    this.settings = settings;
    this.build = build;
    this.cutter = new UnitCutter(catalog);
  }

  /// Begins a build, or resumes the one that was begun with the same catalogue and recipe.
  ///
  /// @param path where the index will lie
  /// @param recipe says in words what is being built, such as data set and split; a build begun
  ///     with other words is thrown away
  /// @throws FaultException [Fault#BUSY] if the index or its build is being written already,
  ///     [Fault#WRONG_INPUT] if something else lies at the path, or an index with snapshots
  public static UnitIndexBuilder open(
      Path path, ClassCatalog catalog, String recipe, IndexSettings settings) {
    return open(new IndexFolder(path), catalog, recipe, settings);
  }

  static UnitIndexBuilder open(
      IndexFolder folder, ClassCatalog catalog, String recipe, IndexSettings settings) {
    try {
      BuildFolder build =
          BuildFolder.open(
              folder, catalog, recipe, settings.writeBufferMegabytes(), settings.imagesPerCommit());
      return new UnitIndexBuilder(folder, settings, build, catalog);
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }

  /// Whether the image is part of the build already.
  public boolean has(String split, String source) {
    return build.has(UnitCutter.imageName(split, source));
  }

  /// Cuts an image into units and adds them, unless the build has the image already.
  ///
  /// @param source the image's name without ending
  /// @return units added; 0 if there were none, or the image was there
  /// @throws FaultException [Fault#WRONG_INPUT] if image and map differ in size, or the map does
  ///     not fit the catalogue
  public int add(
      RgbImage image, LabelMap map, String source, String split, String licence, Set<String> tags) {
    if (has(split, source)) {
      return 0;
    }
    return addDocuments(
        UnitCutter.imageName(split, source), cutter.cut(image, map, source, split, licence, tags));
  }

  /// Adds the units of an image that were cut before, unless the build has the image already.
  ///
  /// @param units all of the image's, with ids of the form `split/source#number`
  /// @return units added; 0 if the image was there
  /// @throws FaultException [Fault#WRONG_INPUT] if an id is of another image
  public int add(String source, String split, List<RetrievalUnit> units) {
    String image = UnitCutter.imageName(split, source);
    for (RetrievalUnit unit : units) {
      if (!unit.id().startsWith(image + "#") || unit.id().lastIndexOf('#') != image.length()) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "unit " + unit.id() + " among those of " + image + ": need ids of " + image + "#…");
      }
    }
    return addDocuments(image, units);
  }

  private int addDocuments(String image, List<RetrievalUnit> units) {
    List<Document> documents = units.stream().map(StoredUnit::document).toList();
    try {
      return build.add(image, documents) ? units.size() : 0;
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }

  /// Puts the index into place, durably and at once, and ends the build.
  ///
  /// @return what the new index holds
  public IndexStatistics finish() {
    try {
      build.finish(settings.segmentsWhenBuilt());
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
    try (UnitIndex built = UnitIndex.open(folder, settings)) {
      return built.statistics();
    }
  }

  /// Commits what was added, for a later resumption, and ends; nothing after [#finish].
  @Override
  public void close() {
    try {
      build.close();
    } catch (IOException e) {
      throw Damage.of(folder.root(), e);
    }
  }
}
