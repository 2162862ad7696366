package io.resail.tools.evaluation;

import io.resail.raster.ClassCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What one network T saw in the images of a contender, until all were looked at. One thread.
final class Sight {
  private final Confusion confusion;

  /// Features of each image, by level, the finest first.
  private final SequencedMap<String, List<float[]>> features = new LinkedHashMap<>();

  Sight(ClassCatalog catalog) {
    this.confusion = new Confusion(catalog);
  }

  void see(int[] truth, Observer.Seen what) {
    confusion.add(truth, what.channels());
    what.levels()
        .forEach(
            (level, means) -> features.computeIfAbsent(level, _ -> new ArrayList<>()).add(means));
  }

  /// The deepest features of each image.
  List<float[]> deepest() {
    return features.lastEntry().getValue();
  }

  /// All of it, against what it saw of photographs.
  ///
  /// @param photographs of at least two images if these are of at least two; `this` for
  ///     photographs themselves, which get no distances
  Judgement judgement(Sight photographs) {
    SequencedMap<String, Double> distances = new LinkedHashMap<>();
    if (photographs != this) {
      features.forEach(
          (level, each) -> {
            if (each.size() > 1) {
              distances.put(level, Frechet.distance(each, photographs.features.get(level)));
            }
          });
    }
    return new Judgement(confusion.everywhere(), confusion.withoutVoid(), distances);
  }
}
