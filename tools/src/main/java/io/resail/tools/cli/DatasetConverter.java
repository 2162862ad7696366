package io.resail.tools.cli;

import io.resail.tools.dataset.DatasetLocation;
import picocli.CommandLine.ITypeConverter;

/// `KIND:DIR` on the command line.
final class DatasetConverter implements ITypeConverter<DatasetLocation> {
  /// The kinds there are, for descriptions of options.
  static final String KINDS = "cityscapes, ade20k, ade20k-outdoor, coco-stuff, camvid or folder.";

  @Override
  public DatasetLocation convert(String text) {
    return DatasetLocation.parse(text);
  }
}
