package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.nio.file.Path;
import java.util.List;

/// Cityscapes' fine annotations, raw label ids 0 to 33 (spec sections 1 and 2).
final class Cityscapes implements Layout {
  static final String IMAGES = "leftImg8bit";

  @Override
  public ClassCatalog catalog(Path dir) {
    return CatalogFile.builtIn("cityscapes.json");
  }

  @Override
  public List<SplitFiles> candidates(Path dir, String split) {
    Path maps = dir.resolve("gtFine").resolve(split);
    return List.of(
        SplitFiles.of(
            FileSeries.nested(dir.resolve(IMAGES).resolve(split), "_leftImg8bit.png"),
            FileSeries.nested(maps, "_gtFine_labelIds.png"),
            FileSeries.nested(maps, "_gtFine_instanceIds.png")));
  }
}
