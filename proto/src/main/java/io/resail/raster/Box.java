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

  /// This box with a margin on all sides, as far as a grid of that size has room.
  ///
  /// @param across columns more to the left and to the right, at least 0
  /// @param down rows more above and below, at least 0
  public Box grown(int across, int down, int gridWidth, int gridHeight) {
    int fromLeft = Math.max(0, left - across);
    int fromTop = Math.max(0, top - down);
    return new Box(
        fromLeft,
        fromTop,
        (int) Math.min(gridWidth, (long) right() + across) - fromLeft,
        (int) Math.min(gridHeight, (long) bottom() + down) - fromTop);
  }

  /// Whether this box lies inside a grid of that size.
  public boolean fits(int gridWidth, int gridHeight) {
    return right() <= gridWidth && bottom() <= gridHeight;
  }
}
