package io.resail.tools.dataset;

import java.util.function.Predicate;

/// The three series of files that make a split.
///
/// @param images the pictures
/// @param labels their label maps
/// @param instances their instance maps, which count if there is at least one
/// @param spareMaps whether maps without a picture are left aside instead of being refused
record SplitFiles(FileSeries images, FileSeries labels, FileSeries instances, boolean spareMaps) {
  /// The files whose key is wanted.
  SplitFiles only(Predicate<String> keys) {
    return new SplitFiles(images.only(keys), labels.only(keys), instances.only(keys), spareMaps);
  }

  /// A split whose maps all belong to a picture.
  static SplitFiles of(FileSeries images, FileSeries labels, FileSeries instances) {
    return new SplitFiles(images, labels, instances, false);
  }
}
