package io.resail.tools.dataset;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// ADE20K of the scene parsing challenge: class maps 0 (other) to 150, instance maps of category
/// and number, and the file that says which class a category is (spec sections 1 and 2).
///
/// Without that file the challenge's own 100 categories hold.
///
/// @param subset whether this is a selection of pictures, for which annotations may be spare and
///     split folders absent
record Ade20k(boolean subset) implements Layout {
  static final String MAPPING = "categoryMapping.txt";

  @Override
  public ClassCatalog catalog(Path dir) {
    ClassCatalog challenge = CatalogFile.builtIn("ade20k.json");
    Path mapping = dir.resolve(MAPPING);
    return Files.exists(mapping) ? withCategories(challenge, mapping) : challenge;
  }

  @Override
  public List<SplitFiles> candidates(Path dir, String split) {
    String folder = split.equals("train") ? "training" : "validation";
    SplitFiles challenge =
        files(dir, "images/" + folder, "annotations/" + folder, "annotations_instance/" + folder);
    if (!subset) {
      return List.of(challenge);
    }
    // Without split folders the files still say in their names where they come from.
    Predicate<String> ofSplit = key -> key.startsWith("ADE_val_") == split.equals("val");
    SplitFiles flat = files(dir, "images", "annotations", "annotations_instance").only(ofSplit);
    return List.of(
        challenge,
        files(dir, split + "_img", split + "_label", split + "_inst"),
        files(dir, split + "/images", split + "/annotations", split + "/annotations_instance"),
        flat);
  }

  private SplitFiles files(Path dir, String images, String labels, String instances) {
    return new SplitFiles(
        FileSeries.images(dir.resolve(images)),
        FileSeries.maps(dir.resolve(labels)),
        FileSeries.maps(dir.resolve(instances)),
        subset);
  }

  private static ClassCatalog withCategories(ClassCatalog challenge, Path mapping) {
    SortedMap<Integer, Integer> categories = categories(mapping);
    Set<Integer> things = new TreeSet<>(categories.values());
    for (int label : things) {
      if (label == 0 || !challenge.knows(label)) {
        throw wrong(mapping, "class " + label, "need classes of 1 to 150 in column 2");
      }
    }
    List<LabelClass> classes =
        challenge.classes().stream()
            .map(c -> new LabelClass(c.label(), c.name(), c.rgb(), things.contains(c.label())))
            .toList();
    return new ClassCatalog(
        challenge.name(),
        challenge.instanceRule(),
        classes,
        challenge.ignoredLabels(),
        categories,
        challenge.channels());
  }

  private static SortedMap<Integer, Integer> categories(Path mapping) {
    List<String> lines;
    try {
      lines = Files.readAllLines(mapping);
    } catch (IOException e) {
      throw RasterFiles.unreadable(mapping, e);
    }
    SortedMap<Integer, Integer> categories = new TreeMap<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      if (line.isBlank()) {
        continue;
      }
      String[] columns = line.strip().split("[\\s,]+");
      try {
        int label = Integer.parseInt(columns[1]);
        Integer before = categories.put(Integer.parseInt(columns[0]), label);
        if (before != null && before != label) {
          throw wrong(mapping, "line '" + line + "'", "need one class for each category");
        }
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw wrong(
            mapping,
            "line '" + line + "'",
            "need a category number and a class number in the first two columns");
      }
    }
    if (categories.isEmpty()) {
      throw wrong(mapping, "no category", "need a header row, then one row for each category");
    }
    return categories;
  }

  private static FaultException wrong(Path mapping, String given, String needed) {
    return new FaultException(
        Fault.WRONG_INPUT, mapping.toString(), mapping + " holds " + given + ": " + needed);
  }
}
