package io.resail.tools.distortion;

import io.resail.raster.Box;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.synthesis.OutputSize;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which part of an image a sample shows, and how large (spec section 1): the whole is resized, a
/// window is cut out of that, and the window may be flipped.
///
/// One value serves the image, its label map and every layer of a sample alike. Immutable, any
/// thread.
///
/// @param load the size everything is resized to
/// @param window the part that is kept, inside `load`
/// @param flipped whether left and right change places
public record Geometry(OutputSize load, Box window, boolean flipped) {
  public Geometry {
    if (!window.fits(load.width(), load.height())) {
      throw new IllegalArgumentException(
          window + " of a picture of " + load + " pixels: need a window inside it");
    }
  }

  /// The whole picture at a size.
  public static Geometry whole(OutputSize size) {
    return new Geometry(size, new Box(0, 0, size.width(), size.height()), false);
  }

  /// The size of a sample.
  public OutputSize size() {
    return new OutputSize(window.width(), window.height());
  }

  /// What a sample shows of an image: by bicubic-P.
  public RgbImage show(RgbImage image) {
    return cut(Resampling.bicubic(image, load.width(), load.height()));
  }

  /// What a sample shows of a label map: by nearest-B.
  public LabelMap show(LabelMap map) {
    LabelMap resized = Resampling.nearestB(map, load.width(), load.height());
    int[] labels = new int[window.width() * window.height()];
    for (int y = 0, i = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++, i++) {
        labels[i] = resized.label(column(x), window.top() + y);
      }
    }
    return LabelMap.of(window.width(), window.height(), labels);
  }

  /// The window of an image that has the size of `load`.
  public RgbImage cut(RgbImage loaded) {
    byte[] samples = new byte[3 * window.width() * window.height()];
    for (int y = 0, i = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        int rgb = loaded.rgb(column(x), window.top() + y);
        samples[i++] = (byte) (rgb >> 16);
        samples[i++] = (byte) (rgb >> 8);
        samples[i++] = (byte) rgb;
      }
    }
    return RgbImage.wrap(window.width(), window.height(), samples);
  }

  /// The window of values that have the size of `load`: channels, rows, columns.
  public float[] cut(float[] loaded) {
    int plane = load.width() * load.height();
    int channels = loaded.length / plane;
    float[] cut = new float[channels * window.width() * window.height()];
    for (int c = 0, i = 0; c < channels; c++) {
      for (int y = 0; y < window.height(); y++) {
        int row = c * plane + (window.top() + y) * load.width();
        for (int x = 0; x < window.width(); x++, i++) {
          cut[i] = loaded[row + column(x)];
        }
      }
    }
    return cut;
  }

  /// The column of the resized picture that a sample's column shows.
  int column(int x) {
    return flipped ? window.right() - 1 - x : window.left() + x;
  }

  /// A mask as a sample shows it.
  ///
  /// @param box the part of the sample that the mask's box reaches
  /// @param mask its pixels there, at least one
  record Shown(Box box, Mask mask) {}

  /// What a sample shows of a mask at `place` in a picture of that size: by nearest-B. Empty if it
  /// shows no pixel of it.
  Optional<Shown> show(Mask mask, Box place, int width, int height) {
    int[] columns = Resampling.nearestB(width, load.width());
    int[] rows = Resampling.nearestB(height, load.height());
    int[] across =
        IntStream.range(0, window.width())
            .filter(x -> within(columns[column(x)], place.left(), place.right()))
            .toArray();
    int[] down =
        IntStream.range(0, window.height())
            .filter(y -> within(rows[window.top() + y], place.top(), place.bottom()))
            .toArray();
    if (across.length == 0 || down.length == 0) {
      return Optional.empty();
    }
    Mask shown =
        Mask.of(
            across.length,
            down.length,
            (x, y) ->
                mask.has(
                    columns[column(across[x])] - place.left(),
                    rows[window.top() + down[y]] - place.top()));
    return Optional.of(new Shown(new Box(across[0], down[0], across.length, down.length), shown))
        .filter(s -> s.mask().area() > 0);
  }

  /// What a sample shows of a picture in an otherwise black one of that size, by bicubic-P, with
  /// the
  /// shape that belongs to it: it reaches every pixel of the shape.
  SoftLayer show(Resampling.Pasted pasted, int width, int height, Shown shape) {
    Resampling.Pasted loaded =
        Resampling.bicubicPasted(
            pasted.image(), pasted.box(), width, height, load.width(), load.height());
    Box box = loaded.box();
    int left = Math.max(box.left(), window.left());
    int top = Math.max(box.top(), window.top());
    int right = Math.min(box.right(), window.right());
    int bottom = Math.min(box.bottom(), window.bottom());
    int wide = right - left;
    RgbImage part =
        loaded.image().crop(new Box(left - box.left(), top - box.top(), wide, bottom - top));
    int shownLeft = flipped ? window.right() - right : left - window.left();
    return SoftLayer.of(
        new Box(shownLeft, top - window.top(), wide, bottom - top),
        flipped ? mirrored(part) : part,
        shape.box(),
        shape.mask());
  }

  private static boolean within(int value, int from, int to) {
    return value >= from && value < to;
  }

  private static RgbImage mirrored(RgbImage image) {
    OutputSize size = new OutputSize(image.width(), image.height());
    return new Geometry(size, new Box(0, 0, size.width(), size.height()), true).cut(image);
  }
}
