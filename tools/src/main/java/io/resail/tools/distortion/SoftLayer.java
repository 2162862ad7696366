package io.resail.tools.distortion;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;

/// A segment's pixels and shape on the canvas of a sample, in single precision. Immutable, any
/// thread.
///
/// Light is 0 for black to 2 for full, the network's value plus one; outside its box there is none.
/// Pixels and shape have boxes of their own, since resampled pixels fade out beyond the shape.
public final class SoftLayer {
  private final Box box;
  private final float[] light;
  private final Box shapeBox;
  private final Mask shape;

  /// Light of three channels for each pixel of `box`, row after row; not copied.
  public SoftLayer(Box box, float[] light, Box shapeBox, Mask shape) {
    if (light.length != 3 * box.area()
        || shape.width() != shapeBox.width()
        || shape.height() != shapeBox.height()) {
      throw new IllegalArgumentException(
          light.length
              + " values for "
              + box
              + " and "
              + shape
              + " for "
              + shapeBox
              + ": need three values a pixel and a mask of its box's size");
    }
    this.box = box;
    this.light = light;
    this.shapeBox = shapeBox;
    this.shape = shape;
  }

  /// The layer of 8-bit pixels.
  static SoftLayer of(Box box, RgbImage pixels, Box shapeBox, Mask shape) {
    byte[] samples = pixels.toSamples();
    float[] light = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      light[i] = ((samples[i] & 0xff) / 255f - 0.5f) / 0.5f + 1;
    }
    return new SoftLayer(box, light, shapeBox, shape);
  }

  Box shapeBox() {
    return shapeBox;
  }

  Mask shape() {
    return shape;
  }

  /// Whether the shape has the pixel of the canvas.
  public boolean has(int x, int y) {
    int column = x - shapeBox.left();
    int row = y - shapeBox.top();
    return column >= 0
        && row >= 0
        && column < shapeBox.width()
        && row < shapeBox.height()
        && shape.has(column, row);
  }

  /// The light of a pixel of the canvas in a channel.
  public float light(int x, int y, int channel) {
    int column = x - box.left();
    int row = y - box.top();
    return column < 0 || row < 0 || column >= box.width() || row >= box.height()
        ? 0
        : light[3 * (row * box.width() + column) + channel];
  }

  /// This layer bent, on a canvas of that size: light by bilinear, the shape by nearest sampling.
  public SoftLayer bent(ThinPlateWarp warp, WarpRule rule, int width, int height) {
    Tracing tracing = new Tracing(width, height);
    double[] down = new double[width];
    double[] across = new double[width];
    for (int y = 0; y < height; y++) {
      warp.flow(y, 0, down, across);
      for (int x = 0; x < width; x++) {
        double fromY = y - down[x] - rule.shift();
        double fromX = x - across[x] - rule.shift();
        if (has((int) Math.rint(fromX), (int) Math.rint(fromY))) {
          tracing.shape(x, y);
        }
        if (fromX > box.left() - 1
            && fromX < box.right()
            && fromY > box.top() - 1
            && fromY < box.bottom()) {
          tracing.light(x, y, fromX, fromY);
        }
      }
    }
    return tracing.layer();
  }

  /// A canvas that remembers which part of it was touched.
  private final class Tracing {
    private final int width;
    private final float[] traced;
    private final boolean[] taken;
    private final Reach lit = new Reach();
    private final Reach filled = new Reach();

    Tracing(int width, int height) {
      this.width = width;
      this.traced = new float[3 * width * height];
      this.taken = new boolean[width * height];
    }

    void shape(int x, int y) {
      taken[y * width + x] = true;
      filled.include(x, y);
    }

    void light(int x, int y, double fromX, double fromY) {
      int left = (int) Math.floor(fromX);
      int top = (int) Math.floor(fromY);
      float right = (float) (fromX - left);
      float below = (float) (fromY - top);
      int at = 3 * (y * width + x);
      for (int c = 0; c < 3; c++) {
        traced[at + c] =
            SoftLayer.this.light(left, top, c) * (1 - right) * (1 - below)
                + SoftLayer.this.light(left + 1, top, c) * right * (1 - below)
                + SoftLayer.this.light(left, top + 1, c) * (1 - right) * below
                + SoftLayer.this.light(left + 1, top + 1, c) * right * below;
      }
      lit.include(x, y);
    }

    SoftLayer layer() {
      Box litBox = lit.box();
      float[] kept = new float[3 * litBox.width() * litBox.height()];
      for (int y = 0; y < litBox.height(); y++) {
        System.arraycopy(
            traced,
            3 * ((litBox.top() + y) * width + litBox.left()),
            kept,
            3 * y * litBox.width(),
            3 * litBox.width());
      }
      Box filledBox = filled.box();
      Mask mask =
          Mask.of(
              filledBox.width(),
              filledBox.height(),
              (x, y) -> taken[(filledBox.top() + y) * width + filledBox.left() + x]);
      return new SoftLayer(litBox, kept, filledBox, mask);
    }
  }

  /// The smallest box around some pixels; one pixel in the corner if there are none.
  private static final class Reach {
    private int left = Integer.MAX_VALUE;
    private int top;
    private int right = -1;
    private int bottom = -1;

    /// Pixels come row after row.
    void include(int x, int y) {
      top = bottom < 0 ? y : top;
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = y;
    }

    Box box() {
      return right < 0
          ? new Box(0, 0, 1, 1)
          : new Box(left, top, right - left + 1, bottom - top + 1);
    }
  }
}
