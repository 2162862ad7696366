package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// CamVid with its eleven classes, 11 for void.
final class CamVid implements Layout {
  /// The four drives the frames were taken on.
  private static final Pattern DRIVES = Pattern.compile("(0001TP|0006R0|0016E5|Seq05VD)_.*");

  @Override
  public ClassCatalog catalog(Path dir) {
    return CatalogFile.builtIn("camvid.json");
  }

  @Override
  public List<SplitFiles> candidates(Path dir, String split) {
    return List.of(PlainFolder.files(dir, split));
  }

  /// Whether the pictures in a folder are named as CamVid's are.
  static boolean hasItsNames(Path dir) {
    CamVid camVid = new CamVid();
    return camVid.splits(dir).stream()
        .flatMap(split -> camVid.candidates(dir, split).stream())
        .flatMap(files -> files.images().list().keySet().stream())
        .anyMatch(DRIVES.asMatchPredicate());
  }
}
