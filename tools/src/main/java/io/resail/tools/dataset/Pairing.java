package io.resail.tools.dataset;

import io.resail.raster.ClassCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// Pictures with their maps, and the files that have no counterpart.
///
/// @param examples the pictures that have a label map, ascending by source id
/// @param unpaired the rest
record Pairing(List<ExampleRef> examples, List<Finding> unpaired) {
  /// Pairs the files of a split by their keys.
  static Pairing of(SplitFiles files, String split, ClassCatalog catalog) {
    SortedMap<String, Path> images = files.images().list();
    SortedMap<String, Path> labels = files.labels().list();
    SortedMap<String, Path> instances = files.instances().list();
    List<ExampleRef> examples = new ArrayList<>();
    List<Finding> unpaired = new ArrayList<>();
    Map<String, Path> imageBySource = new HashMap<>();
    images.forEach(
        (key, image) -> {
          String sourceId = sourceId(image);
          Path other = imageBySource.put(sourceId, image);
          if (other != null) {
            unpaired.add(
                unpaired(image, "same name as " + other, "rename one, and its maps with it"));
            return;
          }
          if (!labels.containsKey(key)) {
            unpaired.add(noMap(image, "label map", files.labels(), key));
            return;
          }
          Optional<Path> instance = Optional.ofNullable(instances.get(key));
          if (instance.isEmpty() && !instances.isEmpty()) {
            unpaired.add(noMap(image, "instance map", files.instances(), key));
          }
          examples.add(new ExampleRef(sourceId, split, image, labels.get(key), instance, catalog));
        });
    if (!files.spareMaps()) {
      labels.forEach((key, map) -> addSpare(unpaired, images, key, map, files.images()));
      instances.forEach((key, map) -> addSpare(unpaired, images, key, map, files.images()));
    }
    examples.sort(Comparator.comparing(ExampleRef::sourceId));
    return new Pairing(List.copyOf(examples), List.copyOf(unpaired));
  }

  private static String sourceId(Path image) {
    String name = String.valueOf(image.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Finding noMap(Path image, String what, FileSeries series, String key) {
    String expected = series.expected(key);
    for (String ending : new TreeSet<>(List.of(".jpg", ".jpeg", ".JPG"))) {
      Path jpeg = series.folder().resolve(key + ending);
      if (Files.exists(jpeg)) {
        return unpaired(
            image,
            "no " + what + " " + expected + ", only " + jpeg,
            "save the map as PNG: JPEG mixes the values of neighbouring pixels");
      }
    }
    return unpaired(image, "no " + what + " " + expected, "add the map, or take the picture away");
  }

  private static void addSpare(
      List<Finding> unpaired, Map<String, Path> images, String key, Path map, FileSeries pictures) {
    if (!images.containsKey(key)) {
      unpaired.add(
          unpaired(
              map,
              "no picture " + pictures.expected(key),
              "add the picture, or take the map away"));
    }
  }

  private static Finding unpaired(Path file, String given, String remedy) {
    return new Finding(Problem.UNPAIRED, file, given, remedy);
  }
}
