package io.resail.tools.training;

import io.resail.synth.network.Arithmetic;

/// Every number of a training of a segmentation network.
///
/// @param build how it is built; the paper's is `U_NET`, another makes a judge that does not see as
///     the network does that a generator learnt from
/// @param narrower what the paper's channels are divided by, 1 for the paper's
/// @param crop width of its images in pixels
/// @param aspect their width by their height
/// @param flip whether half of the samples are flipped
/// @param rate learning rate
/// @param balanced whether rare classes count as much as common ones, as in the loss of a
///     generator; without it fewer pixels are taken for rare classes that are none, which makes a
///     better judge of mIoU
/// @param arithmetic in which numbers it convolves, forward and back
/// @param schedule how long
/// @param keeping what is left behind
public record SegmenterRecipe(
    SegmentationNetwork.Build build,
    int narrower,
    int crop,
    double aspect,
    boolean flip,
    double rate,
    boolean balanced,
    Arithmetic arithmetic,
    Schedule schedule,
    Keeping keeping) {
  /// The paper's network at 256 x 256.
  public static final SegmenterRecipe DEFAULT =
      new SegmenterRecipe(
          SegmentationNetwork.Build.U_NET,
          1,
          256,
          1,
          true,
          1e-4,
          true,
          Arithmetic.FLOAT32,
          new Schedule(1, 4, 50, 50, 0),
          new Keeping(1000, 2, 500, 4));

  /// @throws IllegalArgumentException if the learning rate is not above 0
  public SegmenterRecipe {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("learning rate " + rate + ": need more than 0");
    }
  }
}
