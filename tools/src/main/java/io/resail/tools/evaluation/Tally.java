package io.resail.tools.evaluation;

import io.resail.raster.ClassCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is kept of each image of a contender until all were looked at. One thread.
final class Tally {
  private final List<Sight> sights;
  private final List<float[]> inception = new ArrayList<>();
  private final List<Diversity> diversities = new ArrayList<>();
  private double coverage;
  private long guideNanos;
  private long paintNanos;
  private int images;
  private int painted;

  /// @param networks how many networks T look
  Tally(ClassCatalog catalog, int networks) {
    this.sights = Stream.generate(() -> new Sight(catalog)).limit(networks).toList();
  }

  /// Adds what one T sees of an image.
  void see(int network, int[] truth, Observer.Seen what) {
    sights.get(network).see(truth, what);
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
        IntStream.range(0, sights.size())
            .mapToObj(i -> sights.get(i).judgement(photographs.sights.get(i)))
            .toList(),
        self || inception.size() < 2
            ? Optional.empty()
            : Optional.of(Frechet.distance(inception, photographs.inception)),
        diversities.isEmpty() ? Optional.empty() : Optional.of(Diversity.mean(diversities)),
        self || training.isEmpty() || sights.isEmpty()
            ? Optional.empty()
            : Optional.of(
                LeakCheck.of(
                    sights.getFirst().deepest(),
                    photographs.sights.getFirst().deepest(),
                    training)),
        images == 0 ? 0 : coverage / images,
        new Scores.Millis(
            painted == 0 ? 0 : guideNanos / 1e6 / painted,
            painted == 0 ? 0 : paintNanos / 1e6 / painted));
  }
}
