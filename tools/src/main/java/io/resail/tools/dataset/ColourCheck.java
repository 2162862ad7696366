package io.resail.tools.dataset;

import static java.util.stream.Collectors.joining;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.raster.RgbImage;
import io.resail.raster.Samples;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells whether a label map shows its classes by colours, and what each colour stands for.
///
/// @param file the map
/// @param catalog the classes it should show
record ColourCheck(Path file, ClassCatalog catalog) {
  private static final int LISTED = 8;

  /// No catalogue has as many classes.
  private static final int COLOURS_OF_A_PICTURE = 4096;

  /// What is wrong with a map of several channels.
  Finding ofChannels(Samples map, RgbImage shown) {
    if (isGrey(shown)) {
      return finding(
          map.channels() + " channels that show grey",
          "save the first channel alone, as a grey PNG");
    }
    Map<Integer, Integer> colours = colours(shown);
    if (colours.size() >= COLOURS_OF_A_PICTURE) {
      return finding(
          map.channels() + " channels and at least " + COLOURS_OF_A_PICTURE + " colours",
          "take the label map, not a picture, nor a label map that was saved as JPEG or smoothed");
    }
    Map<Integer, LabelClass> known = byColour();
    long familiar = colours.keySet().stream().filter(known::containsKey).count();
    String given =
        map.channels() + " channels, " + colours.size() + " colours: " + listed(colours, known);
    return finding(
        given,
        (familiar == colours.size()
                ? "all are the catalogue's: "
                : familiar + " are the catalogue's, find out what the others stand for: ")
            + "replace each colour by its label, in a grey or palette PNG");
  }

  /// What is wrong with a palette PNG whose colours are classes' but whose indices are not their
  /// labels.
  Optional<Finding> ofPalette(Samples map, RgbImage shown) {
    Map<Integer, Integer> colourByIndex = new TreeMap<>();
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        colourByIndex.putIfAbsent(map.at(x, y, 0), shown.rgb(x, y));
      }
    }
    Map<Integer, LabelClass> known = byColour();
    Map<Integer, LabelClass> moved = new TreeMap<>();
    int right = 0;
    for (Map.Entry<Integer, Integer> entry : colourByIndex.entrySet()) {
      LabelClass shows = known.get(entry.getValue());
      if (hasColour(entry.getKey(), entry.getValue())) {
        right++;
      } else if (shows != null) {
        moved.put(entry.getKey(), shows);
      }
    }
    if (moved.size() < 2 || moved.size() <= right) {
      return Optional.empty();
    }
    String shows =
        moved.entrySet().stream()
            .limit(LISTED)
            .map(e -> "index " + e.getKey() + " shows " + name(e.getValue()))
            .collect(joining(", "));
    return Optional.of(
        finding(
            "palette indices that are not the labels of their colours: " + shows,
            "replace each index by the label of its colour"));
  }

  private static boolean isGrey(RgbImage image) {
    byte[] samples = image.toSamples();
    for (int i = 0; i < samples.length; i += 3) {
      if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) {
        return false;
      }
    }
    return true;
  }

  /// Pixels of each colour, of a picture only the first colours.
  private static Map<Integer, Integer> colours(RgbImage image) {
    Map<Integer, Integer> colours = new HashMap<>();
    for (int y = 0; y < image.height() && colours.size() < COLOURS_OF_A_PICTURE; y++) {
      for (int x = 0; x < image.width(); x++) {
        colours.merge(image.rgb(x, y), 1, Integer::sum);
      }
    }
    return colours;
  }

  private static String listed(Map<Integer, Integer> colours, Map<Integer, LabelClass> known) {
    String most =
        colours.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(LISTED)
            .map(e -> colour(e.getKey(), known) + " (" + e.getValue() + " pixels)")
            .collect(joining(", "));
    return colours.size() > LISTED ? most + " and " + (colours.size() - LISTED) + " more" : most;
  }

  private static String colour(int rgb, Map<Integer, LabelClass> known) {
    LabelClass shows = known.get(rgb);
    return CatalogFile.colour(rgb) + (shows == null ? "" : " = " + name(shows));
  }

  private static String name(LabelClass each) {
    return each.label() + " " + each.name();
  }

  private boolean hasColour(int label, int rgb) {
    return catalog.classes().stream().anyMatch(c -> c.label() == label && c.rgb() == rgb);
  }

  /// Of classes of one colour, the first.
  private Map<Integer, LabelClass> byColour() {
    Map<Integer, LabelClass> byColour = new HashMap<>();
    catalog.classes().forEach(each -> byColour.putIfAbsent(each.rgb(), each));
    return byColour;
  }

  private Finding finding(String given, String remedy) {
    return new Finding(Problem.COLOUR_CODED, file, given, remedy);
  }
}
