package io.resail.tools.evaluation;

import java.util.List;

/// How unlike the images painted from one label map with different units are.
///
/// @param pixels mean difference of a sample between two variants, 0 to 255
/// @param features mean distance between the features of two variants
public record Diversity(double pixels, double features) {
  /// What is made of the variants of every map; zero if no map has two.
  static Diversity mean(List<Diversity> maps) {
    return new Diversity(
        maps.stream().mapToDouble(Diversity::pixels).average().orElse(0),
        maps.stream().mapToDouble(Diversity::features).average().orElse(0));
  }

  /// Of the variants of one map, over every pair.
  ///
  /// @param images values in [-1, 1]
  /// @param features one vector for each image
  static Diversity of(List<float[]> images, List<float[]> features) {
    double pixels = 0;
    double apart = 0;
    int pairs = 0;
    for (int i = 0; i < images.size(); i++) {
      for (int j = 0; j < i; j++, pairs++) {
        pixels += difference(images.get(i), images.get(j));
        apart += Distances.between(features.get(i), features.get(j));
      }
    }
    return pairs == 0 ? new Diversity(0, 0) : new Diversity(pixels / pairs, apart / pairs);
  }

  private static double difference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length * 127.5;
  }
}
