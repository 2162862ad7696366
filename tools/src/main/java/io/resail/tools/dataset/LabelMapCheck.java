package io.resail.tools.dataset;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Tells what is wrong with one label map of one channel, from its values and borders.
///
/// @param file the map
/// @param catalog the classes it should show
record LabelMapCheck(Path file, ClassCatalog catalog) {
  /// What is added to values that are one too high or too low.
  static final List<Integer> SHIFTS = List.of(-1, 1);

  private static final double MIXED_SHARE = 0.15;
  private static final int FEWEST_MIXED = 12;
  private static final int FEWEST_MIXED_VALUES = 3;
  private static final double PICTURE_SHARE = 0.5;
  private static final int FEWEST_VALUES_OF_A_PICTURE = 32;
  private static final int MOST_COLOURS_TO_TELL_GREYS = 40;
  private static final int LISTED = 8;

  /// What is wrong with a map of these statistics, if anything is.
  Optional<Finding> of(MapStatistics statistics) {
    SortedMap<Integer, Integer> outside = new TreeMap<>(statistics.pixels());
    outside.keySet().removeIf(catalog::knows);
    if (!outside.isEmpty() && isPicture(statistics, outside)) {
      return found(
          Problem.COLOUR_CODED,
          statistics.pixels().size()
              + " values, most pixels outside the catalogue: "
              + listed(outside)
              + ", as in a picture",
          "take the label map, not a picture of it; if its greys stand for classes, replace each by"
              + " its label");
    }
    if (isSmoothed(statistics, outside)) {
      return found(
          Problem.ANTI_ALIASED,
          percent(statistics.mixedShare())
              + " of the borders hold values between those of both sides: "
              + listed(statistics.mixedPixels()),
          "make the map again from its source without smoothing; resize label maps by nearest"
              + " neighbour only");
    }
    if (outside.isEmpty()) {
      return Optional.empty();
    }
    Optional<Finding> offByOne = offByOne(statistics, outside);
    if (offByOne.isPresent()) {
      return offByOne;
    }
    if (isGreyOfColours(statistics)) {
      return found(
          Problem.COLOUR_CODED,
          "its values are the brightness of the catalogue's colours: " + listed(outside),
          "read the colour-coded map itself and replace each colour by its label");
    }
    return found(
        Problem.OUTSIDE_CATALOGUE,
        "values " + listed(outside) + " are no class of " + catalog.name(),
        "map them to its labels, add them to the classes, or list them as ignored");
  }

  private Optional<Finding> offByOne(
      MapStatistics statistics, SortedMap<Integer, Integer> outside) {
    if (statistics.pixels().size() < Math.min(3, catalog.classes().size())) {
      return Optional.empty();
    }
    for (int shift : SHIFTS) {
      if (fits(statistics, shift)) {
        String high = shift < 0 ? "high" : "low";
        return found(
            Problem.OFF_BY_ONE,
            "values "
                + listed(outside)
                + " are no class, and every value fits if all are 1 too "
                + high,
            (shift < 0 ? "subtract 1 from" : "add 1 to")
                + " every value of the map; if instead "
                + outside.firstKey()
                + " is a class or void of its own, add it to the classes or the ignored values");
      }
    }
    return Optional.empty();
  }

  /// By which of -1, 0 and 1 all values may be shifted and be in the catalogue.
  Set<Integer> fittingShifts(MapStatistics statistics) {
    return Stream.of(-1, 0, 1).filter(shift -> fits(statistics, shift)).collect(toSet());
  }

  /// Whether every value is known once `shift` is added, in as many bits as the map has: 0 less 1
  /// is 255, which is how "nothing" is often written.
  private boolean fits(MapStatistics statistics, int shift) {
    int mask = statistics.pixels().lastKey() > 0xff ? 0xffff : 0xff;
    return statistics.pixels().keySet().stream().allMatch(v -> catalog.knows((v + shift) & mask));
  }

  private static boolean isPicture(MapStatistics statistics, Map<Integer, Integer> outside) {
    return statistics.pixels().size() >= FEWEST_VALUES_OF_A_PICTURE
        && sum(outside) > PICTURE_SHARE * sum(statistics.pixels());
  }

  private static boolean isSmoothed(MapStatistics statistics, Map<Integer, Integer> outside) {
    long mixedOutside =
        outside.keySet().stream()
            .mapToLong(value -> statistics.mixedPixels().getOrDefault(value, 0))
            .sum();
    // A thin line between two classes is mixed too, but holds a single value.
    return (statistics.mixedPixels().size() >= FEWEST_MIXED_VALUES
            && statistics.mixed() >= FEWEST_MIXED
            && statistics.mixedShare() >= MIXED_SHARE)
        || (mixedOutside >= FEWEST_MIXED && 2 * mixedOutside >= sum(outside));
  }

  /// Whether the values are those of a colour-coded map that was turned to grey; of catalogues with
  /// many colours most values are.
  private boolean isGreyOfColours(MapStatistics statistics) {
    if (statistics.pixels().size() < 3 || catalog.classes().size() > MOST_COLOURS_TO_TELL_GREYS) {
      return false;
    }
    Set<Long> greys = new HashSet<>();
    for (LabelClass each : catalog.classes()) {
      for (long near = -1; near <= 1; near++) {
        greys.add(Math.round(brightness(each.rgb())) + near);
      }
    }
    return statistics.pixels().keySet().stream().allMatch(value -> greys.contains((long) value));
  }

  /// The usual weights of red, green and blue in grey.
  private static double brightness(int rgb) {
    return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }

  private Optional<Finding> found(Problem problem, String given, String remedy) {
    return Optional.of(new Finding(problem, file, given, remedy));
  }

  private static long sum(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /// Values with their pixels, the first few.
  static String listed(Map<Integer, Integer> counts) {
    String first =
        counts.entrySet().stream()
            .limit(LISTED)
            .map(e -> e.getKey() + " (" + e.getValue() + " pixels)")
            .collect(joining(", "));
    return counts.size() > LISTED ? first + " and " + (counts.size() - LISTED) + " more" : first;
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
