package io.resail.raster;

/// A rectangle of pixels: `left` and `top` inclusive, `width` and `height` at least 1, right and
/// bottom below 2^31.
public record Box(int left, int top, int width, int height) {
  public Box {
    if (left < 0
        || top < 0
        || width < 1
        || height < 1
        || left > Integer.MAX_VALUE - width
        || top > Integer.MAX_VALUE - height) {
      throw new IllegalArgumentException(
          "box at ("
              + left
              + ", "
              + top
              + ") of "
              + width
              + " x "
              + height
              + " pixels: need left and top of at least 0, width and height of at least 1,"
              + " right and bottom below 2^31");
    }
  }

  /// One past the last column.
  public int right() {
    return left + width;
  }

  /// One past the last row.
  public int bottom() {
    return top + height;
  }

  /// Pixels inside.
  public long area() {
    return (long) width * height;
  }

  /// Whether this box lies inside a grid of that size.
  public boolean fits(int gridWidth, int gridHeight) {
    return right() <= gridWidth && bottom() <= gridHeight;
  }
}
