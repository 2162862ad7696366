package io.resail.tools.sampling;

import io.resail.raster.Box;
import io.resail.synthesis.OutputSize;
import io.resail.tools.distortion.Geometry;
import java.util.random.RandomGenerator;

/// How a picture becomes a sample of fixed size (spec section 1).
///
/// @param mode what happens to the picture
/// @param load for [Mode#RESIZE_AND_CROP] the side of the square that pictures are resized to while
///     training, in pixels, at least `crop`
/// @param crop width of a sample in pixels
/// @param aspect width of a sample by its height
/// @param flip whether training samples are flipped half of the time
public record Framing(Mode mode, int load, int crop, double aspect, boolean flip) {
  /// What happens to a picture.
  public enum Mode {
    /// Resized to a square, of which a window is cut out; the aspect is not kept.
    RESIZE_AND_CROP,
    /// Resized to the sample's size.
    FIXED
  }

  public Framing {
    if (crop < 1 || !(aspect > 0) || Math.rint(crop / aspect) < 1) {
      throw new IllegalArgumentException(
          "crop " + crop + " at aspect " + aspect + ": need at least one row and column");
    }
    if (mode == Mode.RESIZE_AND_CROP && (load < crop || aspect != 1)) {
      throw new IllegalArgumentException(
          "load "
              + load
              + " with crop "
              + crop
              + " at aspect "
              + aspect
              + ": to resize and crop, need a load of at least the crop and aspect 1");
    }
  }

  /// The size of every sample.
  public OutputSize size() {
    return new OutputSize(crop, mode == Mode.FIXED ? (int) Math.rint(crop / aspect) : crop);
  }

  /// A training sample's part of its picture.
  public Geometry draw(RandomGenerator random) {
    OutputSize size = size();
    OutputSize loaded = mode == Mode.FIXED ? size : new OutputSize(load, load);
    int left = random.nextInt(loaded.width() - size.width() + 1);
    int top = random.nextInt(loaded.height() - size.height() + 1);
    Box window = new Box(left, top, size.width(), size.height());
    return new Geometry(loaded, window, random.nextBoolean() && flip);
  }

  /// An evaluation sample's: the whole picture, never flipped.
  public Geometry whole() {
    return Geometry.whole(size());
  }
}
