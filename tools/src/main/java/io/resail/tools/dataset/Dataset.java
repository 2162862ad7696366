package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One split of a data set: its classes and its examples, which are read when they are asked for.
///
/// Immutable, any thread.
///
/// @param location where it lies
/// @param split the part of it
/// @param catalog its classes
/// @param examples its examples, ascending by source id
public record Dataset(
    DatasetLocation location, String split, ClassCatalog catalog, List<ExampleRef> examples) {
  public Dataset {
    examples = List.copyOf(examples);
  }

  /// Finds and pairs the files of a split without reading them.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if the split is not there; [Fault#WRONG_INPUT] if a
  ///     file has no counterpart, naming it, the one expected and what to do
  public static Dataset open(DatasetLocation location, String split) {
    ClassCatalog catalog = location.catalog();
    Pairing pairing = Pairing.of(location.files(split), split, catalog);
    List<Finding> unpaired = pairing.unpaired();
    if (!unpaired.isEmpty()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          unpaired.getFirst().file().toString(),
          unpaired.getFirst()
              + (unpaired.size() == 1
                  ? ""
                  : "; " + (unpaired.size() - 1) + " more: a check of the data set lists them"));
    }
    return new Dataset(location, split, catalog, pairing.examples());
  }

  /// So many of the examples, spread over all of them.
  public List<ExampleRef> spread(int count) {
    return spread(examples, count);
  }

  /// So many of a list, all if there are no more, evenly spaced: neighbours in a video show the
  /// same.
  public static List<ExampleRef> spread(List<ExampleRef> all, int count) {
    int taken = Math.min(count, all.size());
    return IntStream.range(0, taken)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / taken)))
        .toList();
  }

  /// The examples, each read when the stream comes to it.
  public Stream<Example> load() {
    return examples.stream().map(ExampleRef::load);
  }
}
