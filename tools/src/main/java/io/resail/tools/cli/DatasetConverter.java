package io.resail.tools.cli;

import io.resail.tools.dataset.DatasetLocation;
import picocli.CommandLine.ITypeConverter;

/// `KIND:DIR` on the command line.
final class DatasetConverter implements ITypeConverter<DatasetLocation> {
  @Override
  public DatasetLocation convert(String text) {
    return DatasetLocation.parse(text);
  }
}
