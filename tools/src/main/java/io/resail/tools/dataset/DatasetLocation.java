package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where a data set lies and how its folders are to be read.
///
/// @param kind its layout
/// @param dir its folder, which exists
public record DatasetLocation(DatasetKind kind, Path dir) {
  public DatasetLocation {
    if (!Files.isDirectory(dir)) {
      throw new FaultException(
          Fault.UNKNOWN,
          dir.toString(),
          dir + " is not a folder: need the folder that holds the " + kind.word() + " data set");
    }
  }

  /// Reads `KIND:DIR`, or `DIR` alone, whose kind is then told from its layout.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is no such folder, [Fault#WRONG_INPUT] if the
  ///     layout of `DIR` alone is none that is known
  public static DatasetLocation parse(String text) {
    int colon = text.indexOf(':');
    if (colon >= 0) {
      Path dir = Path.of(text.substring(colon + 1));
      Optional<DatasetKind> kind = DatasetKind.named(text.substring(0, colon));
      if (kind.isPresent()) {
        return new DatasetLocation(kind.get(), dir);
      }
    }
    Path dir = Path.of(text);
    return new DatasetLocation(DatasetKind.detect(dir), dir);
  }

  /// The classes of the data set.
  public ClassCatalog catalog() {
    return kind.layout().catalog(dir);
  }

  /// The splits that are there, `train` before others.
  public List<String> splits() {
    return kind.layout().splits(dir);
  }

  /// The files of one split.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if it is not there
  SplitFiles files(String split) {
    List<SplitFiles> candidates =
        splits().contains(split) ? kind.layout().candidates(dir, split) : List.of();
    return candidates.stream()
        .filter(files -> files.images().hasFiles())
        .findFirst()
        .orElseThrow(() -> noSuchSplit(split));
  }

  private FaultException noSuchSplit(String split) {
    List<String> present = splits();
    List<SplitFiles> expected = kind.layout().candidates(dir, split);
    return new FaultException(
        Fault.UNKNOWN,
        dir.toString(),
        "no split '"
            + split
            + "' in "
            + this
            + ": "
            + (present.isEmpty() ? "need " : "it has " + present + "; need one of them, or ")
            + expected.getFirst().images());
  }

  @Override
  public String toString() {
    return kind.word() + ":" + dir;
  }
}
