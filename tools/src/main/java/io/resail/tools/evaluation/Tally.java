package io.resail.tools.evaluation;

import io.resail.raster.ClassCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is kept of each image of a contender until all were looked at. One thread.
final class Tally {
  private final Optional<Confusion> confusion;
  private final List<List<float[]>> seen = new ArrayList<>(); // by level, the finest first
  private final List<float[]> inception = new ArrayList<>();
  private final List<Diversity> diversities = new ArrayList<>();
  private double coverage;
  private long guideNanos;
  private long paintNanos;
  private int images;
  private int painted;

  /// @param looked whether network T looks
  Tally(ClassCatalog catalog, boolean looked) {
    this.confusion = looked ? Optional.of(new Confusion(catalog)) : Optional.empty();
  }

  /// Adds what T sees of an image.
  void see(int[] truth, Observer.Seen what) {
    confusion.orElseThrow().add(truth, what.channels());
    for (int level = 0; level < what.levels().size(); level++) {
      if (level == seen.size()) {
        seen.add(new ArrayList<>());
      }
      seen.get(level).add(what.levels().get(level));
    }
  }

  /// Adds Inception's features of an image.
  void inception(float[] features) {
    inception.add(features);
  }

  /// Adds one example.
  void example(double covered) {
    images++;
    coverage += covered;
  }

  /// Adds what one image took.
  void took(long guiding, long painting) {
    painted++;
    guideNanos += guiding;
    paintNanos += painting;
  }

  void diversity(Diversity ofOneMap) {
    diversities.add(ofOneMap);
  }

  /// All of it, against what was kept of the photographs.
  Scores scores(String name, String hash, Tally photographs, List<float[]> training) {
    boolean self = photographs == this;
    return new Scores(
        name,
        hash,
        images,
        confusion.map(Confusion::everywhere),
        confusion.map(Confusion::withoutVoid),
        self || images < 2
            ? List.of()
            : IntStream.range(0, seen.size())
                .mapToObj(level -> Frechet.distance(seen.get(level), photographs.seen.get(level)))
                .toList(),
        self || inception.size() < 2
            ? Optional.empty()
            : Optional.of(Frechet.distance(inception, photographs.inception)),
        diversities.isEmpty() ? Optional.empty() : Optional.of(Diversity.mean(diversities)),
        self || training.isEmpty() || seen.isEmpty()
            ? Optional.empty()
            : Optional.of(LeakCheck.of(seen.getLast(), photographs.seen.getLast(), training)),
        images == 0 ? 0 : coverage / images,
        new Scores.Millis(
            painted == 0 ? 0 : guideNanos / 1e6 / painted,
            painted == 0 ? 0 : paintNanos / 1e6 / painted));
  }
}
