package io.resail.tools.evaluation;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelClass;
import io.resail.tools.evaluation.SegmentationScores.ClassScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Counts which label channel was predicted for which. One thread.
final class Confusion {
  private final ClassCatalog catalog;

  /// Pixels by true channel, then by predicted one.
  private final long[][] counts;

  Confusion(ClassCatalog catalog) {
    this.catalog = catalog;
    this.counts = new long[catalog.channels()][catalog.channels()];
  }

  /// Adds one image.
  ///
  /// @param truth channel of each pixel in the label map
  /// @param predicted channel of each pixel by the network
  void add(int[] truth, int[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + truth.length + " pixels: need one each");
    }
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][predicted[i]]++;
    }
  }

  /// Scores over all pixels: what belongs to no class counts as a class.
  SegmentationScores everywhere() {
    return scores(Set.of());
  }

  /// Scores over the pixels that belong to a class: where the map holds an ignored label, any
  /// prediction goes.
  SegmentationScores withoutVoid() {
    return scores(
        catalog.ignoredLabels().stream().map(catalog::channel).collect(Collectors.toSet()));
  }

  private SegmentationScores scores(Set<Integer> leftOut) {
    Map<Integer, String> names = new HashMap<>();
    for (LabelClass each : catalog.classes()) {
      names.put(catalog.channel(each.label()), each.name());
    }
    List<ClassScore> classes = new ArrayList<>();
    long right = 0;
    long all = 0;
    for (int channel = 0; channel < counts.length; channel++) {
      if (leftOut.contains(channel)) {
        continue;
      }
      long pixels = 0;
      long predicted = 0;
      for (int other = 0; other < counts.length; other++) {
        pixels += counts[channel][other];
        predicted += leftOut.contains(other) ? 0 : counts[other][channel];
      }
      long hit = counts[channel][channel];
      right += hit;
      all += pixels;
      if (pixels + predicted > 0) {
        classes.add(
            new ClassScore(
                channel,
                names.getOrDefault(channel, "void"),
                pixels,
                (double) hit / (pixels + predicted - hit),
                (double) hit / pixels));
      }
    }
    return new SegmentationScores(
        mean(classes, ClassScore::iou).orElse(Double.NaN),
        (double) right / all,
        mean(classes, ClassScore::accuracy).orElse(Double.NaN),
        all,
        classes);
  }

  private static OptionalDouble mean(List<ClassScore> classes, ToDoubleFunction<ClassScore> score) {
    return classes.stream().mapToDouble(score).filter(s -> !Double.isNaN(s)).average();
  }
}
