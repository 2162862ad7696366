package io.resail.tools.dataset;

import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads every file of a data set and says what is wrong with it.
///
/// What a finding rests on is told by [Problem] and in the finding; a map is given at most one.
public final class DatasetCheck {
  private static final int PALETTE = 3;
  private static final int COLOUR_TYPE_BYTE = 25;

  private final ClassCatalog catalog;
  private final Consumer<Path> afterEach;
  private final Map<Integer, Long> pixels = new TreeMap<>();
  private final Map<Integer, Integer> images = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private DatasetCheck(ClassCatalog catalog, Consumer<Path> afterEach) {
    this.catalog = catalog;
    this.afterEach = afterEach;
  }

  /// Checks all splits of a data set.
  ///
  /// @param afterEach is told each picture that was checked, from several threads
  /// @throws FaultException if there is no split at all, or the catalogue cannot be read
  public static DatasetReport run(DatasetLocation location, Consumer<Path> afterEach) {
    DatasetCheck check = new DatasetCheck(location.catalog(), afterEach);
    List<String> splits = location.splits();
    Map<String, Integer> examples = new LinkedHashMap<>();
    for (String split : splits.isEmpty() ? List.of(Layout.FIXED_SPLITS.getFirst()) : splits) {
      examples.put(split, check.split(location.files(split), split));
    }
    return new DatasetReport(
        location, check.catalog.name(), examples, check.classes(), check.findings);
  }

  /// What one example gave: its findings and, if its values count, by how much all may be shifted
  /// and be in the catalogue.
  private record Checked(List<Finding> findings, Optional<Set<Integer>> fittingShifts) {}

  private int split(SplitFiles files, String split) {
    Pairing pairing = Pairing.of(files, split, catalog);
    List<Checked> checked = pairing.examples().parallelStream().map(this::check).toList();
    findings.addAll(pairing.unpaired());
    checked.forEach(each -> findings.addAll(each.findings()));
    List<Set<Integer>> shifts = checked.stream().flatMap(c -> c.fittingShifts().stream()).toList();
    allOffByOne(files.labels().folder(), shifts).ifPresent(findings::add);
    return pairing.examples().size();
  }

  private Checked check(ExampleRef example) {
    List<Finding> found = new ArrayList<>();
    Optional<Png.Size> picture = picture(example.image(), found);
    Optional<Set<Integer>> shifts = Optional.empty();
    try {
      byte[] bytes = RasterFiles.bytes(example.labels());
      Samples map = RasterFiles.samples(example.labels(), bytes);
      picture.flatMap(size -> sizes(example, example.labels(), map, size)).ifPresent(found::add);
      shifts = labels(example.labels(), bytes, map, found);
    } catch (FaultException e) {
      found.add(unreadable(example.labels(), e));
    }
    example.instances().ifPresent(file -> instances(example, file, picture, found));
    afterEach.accept(example.image());
    return new Checked(found, shifts);
  }

  private Optional<Png.Size> picture(Path file, List<Finding> found) {
    try {
      RgbImage image = RasterFiles.image(file);
      return Optional.of(new Png.Size(image.width(), image.height()));
    } catch (FaultException e) {
      found.add(unreadable(file, e));
      return Optional.empty();
    }
  }

  private Optional<Set<Integer>> labels(Path file, byte[] bytes, Samples map, List<Finding> found) {
    ColourCheck colours = new ColourCheck(file, catalog);
    if (map.channels() > 1) {
      found.add(colours.ofChannels(map, Png.readImage(bytes, Png.MOST_PIXELS)));
      return Optional.empty();
    }
    if (bytes[COLOUR_TYPE_BYTE] == PALETTE) {
      Optional<Finding> moved = colours.ofPalette(map, Png.readImage(bytes, Png.MOST_PIXELS));
      if (moved.isPresent()) {
        found.add(moved.get());
        return Optional.empty();
      }
    }
    MapStatistics statistics = MapStatistics.of(map);
    LabelMapCheck check = new LabelMapCheck(file, catalog);
    Optional<Finding> wrong = check.of(statistics);
    wrong.ifPresent(found::add);
    if (wrong.map(Finding::problem).orElse(Problem.OUTSIDE_CATALOGUE)
        == Problem.OUTSIDE_CATALOGUE) {
      count(statistics); // of other maps the values are no labels
    }
    return Optional.of(check.fittingShifts(statistics));
  }

  private void instances(
      ExampleRef example, Path file, Optional<Png.Size> picture, List<Finding> found) {
    try {
      Samples map = RasterFiles.samples(file, RasterFiles.bytes(file));
      picture.flatMap(size -> sizes(example, file, map, size)).ifPresent(found::add);
      TreeMap<Integer, Integer> strangers = new TreeMap<>();
      for (int value : RasterFiles.instanceValues(file, map, catalog.instanceRule())) {
        if (!hasClass(value)) {
          strangers.merge(value, 1, Integer::sum);
        }
      }
      if (!strangers.isEmpty()) {
        found.add(
            new Finding(
                Problem.OUTSIDE_CATALOGUE,
                file,
                "instance values "
                    + LabelMapCheck.listed(strangers)
                    + " name no class by rule "
                    + catalog.instanceRule(),
                "correct the values, or add their classes or categories"));
      }
    } catch (FaultException e) {
      found.add(unreadable(file, e));
    }
  }

  /// Whether the class that an instance value names, if it names one, is in the catalogue.
  private boolean hasClass(int value) {
    return switch (catalog.instanceRule()) {
      case CITYSCAPES -> catalog.knows(value < 100 ? value : value / 1000);
      case ADE20K -> (value & 0xff) == 0 || catalog.categories().containsKey(value >> 8);
      case COCO_STUFF, PLAIN -> true;
    };
  }

  private static Optional<Finding> sizes(
      ExampleRef example, Path file, Samples map, Png.Size picture) {
    if (map.width() == picture.width() && map.height() == picture.height()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Problem.SIZE_MISMATCH,
            file,
            RasterFiles.size(map.width(), map.height())
                + ", its picture "
                + example.image()
                + " "
                + RasterFiles.size(picture.width(), picture.height()),
            "take the map that was drawn on this picture, or resize it by nearest neighbour"));
  }

  private static Finding unreadable(Path file, FaultException why) {
    String message = String.valueOf(why.getMessage());
    String given =
        message.startsWith(file + ": ") ? message.substring((file + ": ").length()) : message;
    return new Finding(Problem.UNREADABLE, file, given, "get or make this file again");
  }

  /// If all maps fit once shifted, and some only then, the data set as a whole counts from
  /// elsewhere.
  private static Optional<Finding> allOffByOne(Path folder, List<Set<Integer>> fittingShifts) {
    long only = fittingShifts.stream().filter(fitting -> !fitting.contains(0)).count();
    for (int shift : LabelMapCheck.SHIFTS) {
      if (only > 0
          && fittingShifts.size() > 1
          && fittingShifts.stream().allMatch(fitting -> fitting.contains(shift))) {
        return Optional.of(
            new Finding(
                Problem.OFF_BY_ONE,
                folder,
                "all "
                    + fittingShifts.size()
                    + " label maps fit if their values are 1 too "
                    + (shift < 0 ? "high, " : "low, ")
                    + only
                    + " of them only then",
                (shift < 0 ? "subtract 1 from" : "add 1 to") + " every value of every map"));
      }
    }
    return Optional.empty();
  }

  private synchronized void count(MapStatistics map) {
    map.pixels()
        .forEach(
            (value, number) -> {
              pixels.merge(value, (long) number, Long::sum);
              images.merge(value, 1, Integer::sum);
            });
  }

  private List<ClassCount> classes() {
    Map<Integer, String> names = new TreeMap<>();
    catalog.ignoredLabels().forEach(label -> names.put(label, "ignored"));
    for (LabelClass each : catalog.classes()) {
      names.put(each.label(), each.name());
    }
    List<ClassCount> counts = new ArrayList<>();
    names.forEach(
        (label, name) ->
            counts.add(
                new ClassCount(
                    label, name, pixels.getOrDefault(label, 0L), images.getOrDefault(label, 0))));
    return counts;
  }
}
