package io.resail.tools.evaluation;

import java.util.Arrays;
import java.util.List;

/// Whether painted images lie suspiciously near to single training images.
///
/// The yardstick is the held-out photographs, which no training saw: how near each lies to its
/// nearest training image.
///
/// @param nearerThanOwn share of painted images nearer to a training image than the photograph of
///     their own label map is; about half where nothing leaks and images look like photographs
/// @param nearerThanAny share nearer than every held-out photograph is; about none where nothing
///     leaks
/// @param paintedMedian median distance of a painted image to its nearest training image
/// @param heldOutMedian the same of the photographs
public record LeakCheck(
    double nearerThanOwn, double nearerThanAny, double paintedMedian, double heldOutMedian) {
  /// Compares by distance between vectors, such as features or thumbnails.
  ///
  /// @param painted one for each painted image, at least one
  /// @param heldOut one for the photograph of each of their label maps, in the same order
  /// @param training one for each training image
  static LeakCheck of(List<float[]> painted, List<float[]> heldOut, List<float[]> training) {
    if (painted.isEmpty() || painted.size() != heldOut.size() || training.isEmpty()) {
      throw new IllegalArgumentException(
          painted.size()
              + " painted images, "
              + heldOut.size()
              + " photographs, "
              + training.size()
              + " training images: need as many photographs as painted images, and some of each");
    }
    double[] paintedNearest =
        painted.stream().mapToDouble(p -> Distances.toNearest(p, training)).toArray();
    double[] heldOutNearest =
        heldOut.stream().mapToDouble(h -> Distances.toNearest(h, training)).toArray();
    double nearest = Double.POSITIVE_INFINITY;
    for (double distance : heldOutNearest) {
      nearest = Math.min(nearest, distance);
    }
    int nearerThanOwn = 0;
    int nearerThanAny = 0;
    for (int i = 0; i < paintedNearest.length; i++) {
      nearerThanOwn += paintedNearest[i] < heldOutNearest[i] ? 1 : 0;
      nearerThanAny += paintedNearest[i] < nearest ? 1 : 0;
    }
    return new LeakCheck(
        (double) nearerThanOwn / paintedNearest.length,
        (double) nearerThanAny / paintedNearest.length,
        median(paintedNearest),
        median(heldOutNearest));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
