package io.resail.tools.evaluation;

import java.util.List;

/// How well a segmentation network finds in painted images what the label maps asked for.
///
/// @param meanIou mean intersection over union of the classes that appear in maps or predictions
/// @param pixelAccuracy share of counted pixels predicted right
/// @param meanAccuracy mean over the classes that appear in maps of the share of their pixels
///     predicted right
/// @param pixels how many pixels were counted
/// @param classes the classes that appear, by channel
public record SegmentationScores(
    double meanIou,
    double pixelAccuracy,
    double meanAccuracy,
    long pixels,
    List<ClassScore> classes) {
  public SegmentationScores {
    classes = List.copyOf(classes);
  }

  /// One class.
  ///
  /// @param channel its label channel
  /// @param name what it shows
  /// @param pixels pixels of it in the label maps
  /// @param iou intersection over union
  /// @param accuracy share of its pixels predicted right; NaN if it has none
  public record ClassScore(int channel, String name, long pixels, double iou, double accuracy) {}
}
