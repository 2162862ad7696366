package io.resail.raster;

/// One region of one class (and instance), cut from a label map.
///
/// @param classId the class, as the catalogue numbers segments (spec section 2)
/// @param foreground whether it is a thing, which is painted over background (spec section 4)
/// @param box the tight bounding box in the label map
/// @param mask the region's pixels inside the box
public record Segment(int classId, boolean foreground, Box box, Mask mask) {
  public Segment {
    if (mask.width() != box.width() || mask.height() != box.height() || mask.area() == 0) {
      throw new IllegalArgumentException(
          mask + " for " + box + ": need a mask of the box's size with at least one pixel");
    }
  }

  /// Pixels that belong to it.
  public int area() {
    return mask.area();
  }

  /// Whether the pixel of the label map in column `x` of row `y` belongs to it.
  public boolean has(int x, int y) {
    int column = x - box.left();
    int row = y - box.top();
    return column >= 0
        && row >= 0
        && column < box.width()
        && row < box.height()
        && mask.has(column, row);
  }
}
