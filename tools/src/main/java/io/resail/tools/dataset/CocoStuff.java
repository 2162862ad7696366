package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// COCO-Stuff: class maps of id - 1, 255 for unlabelled; instance maps, 255 for none (spec sections
/// 1 and 2).
///
/// The official release has no instance maps as pictures; those made since are looked for beside
/// the class maps.
final class CocoStuff implements Layout {
  @Override
  public ClassCatalog catalog(Path dir) {
    return CatalogFile.builtIn("coco-stuff.json");
  }

  @Override
  public List<SplitFiles> candidates(Path dir, String split) {
    String year = split + "2017";
    FileSeries labels =
        firstThere(
            dir,
            "stuffthingmaps/" + year,
            "stuffthingmaps_trainval2017/" + year,
            "annotations/" + year);
    FileSeries instances =
        firstThere(dir, "inst/" + year, "inst/" + split, split + "_inst", "instances/" + year);
    return List.of(
        SplitFiles.of(FileSeries.images(dir.resolve("images/" + year)), labels, instances),
        SplitFiles.of(
            FileSeries.images(dir.resolve(split + "_img")),
            FileSeries.maps(dir.resolve(split + "_label")),
            FileSeries.maps(dir.resolve(split + "_inst"))),
        SplitFiles.of(FileSeries.images(dir.resolve(year)), labels, instances));
  }

  private static FileSeries firstThere(Path dir, String... folders) {
    Optional<FileSeries> there =
        List.of(folders).stream()
            .map(folder -> FileSeries.maps(dir.resolve(folder)))
            .filter(FileSeries::exists)
            .findFirst();
    return there.orElse(FileSeries.maps(dir.resolve(folders[0])));
  }
}
