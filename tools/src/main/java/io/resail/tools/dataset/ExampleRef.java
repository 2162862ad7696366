package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import java.nio.file.Path;
import java.util.Optional;

/// An example that lies in its files. Immutable, any thread.
///
/// @param sourceId the picture's file name without its ending
/// @param split the part of the data set it belongs to
/// @param image the picture's file
/// @param labels the label map's file
/// @param instances the instance map's file, if the data set has them
/// @param catalog the classes of the data set
public record ExampleRef(
    String sourceId,
    String split,
    Path image,
    Path labels,
    Optional<Path> instances,
    ClassCatalog catalog) {

  /// Reads the files.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming the file that is missing, broken, of the
  ///     wrong kind or size, or that holds values outside the catalogue
  public Example load() {
    RgbImage picture = RasterFiles.image(image);
    LabelMap map = RasterFiles.labelMap(labels, instances, catalog);
    if (picture.width() != map.width() || picture.height() != map.height()) {
      throw RasterFiles.wrong(
          labels,
          RasterFiles.size(map.width(), map.height())
              + " for the picture "
              + image
              + " of "
              + RasterFiles.size(picture.width(), picture.height())
              + ": need the same size");
    }
    return new Example(sourceId, split, picture, map);
  }
}
