package io.resail.index.descriptor;

/// The numbers that descriptors of one index share; an index says which space it was written in.
///
/// A shape is sampled to a square of [#SIDE] pixels by nearest-A (spec 3.1). Its [#WORDS] words are
/// the 8 x 8 pixel tiles of the square in Z-order: bits 0, 2, 4, 6 of a tile's number are its
/// column,
/// bits 1, 3, 5, 7 its row, and pixel (x, y) of a tile is bit `8 * y + x`. So each cell of the
/// nested
/// 1, 2, 4, 8 and 16 grids is a run of words, and its count a sum of population counts.
public final class DescriptorSpace {
  /// Names this space; another sampling, order or grid has another name.
  public static final String NAME = "square-128-nearest-A/z-tiles-8/cells-8x8";

  /// Columns and rows of the square.
  public static final int SIDE = 128;

  /// 64-bit words of the square, one for each tile.
  public static final int WORDS = SIDE * SIDE / Long.SIZE;

  /// Bytes of the square.
  public static final int MASK_BYTES = WORDS * Long.BYTES;

  /// Cells of the grid that is stored: 8 x 8, of 4 tiles each.
  public static final int CELLS = 64;

  /// The largest stored count; a cell of 256 pixels is stored as one of 255, which keeps
  /// differences of counts lower bounds.
  public static final int MOST_IN_CELL = 255;

  private DescriptorSpace() {}

  /// Cells of the grid that is compared first: 4 x 4, each the sum of 4 stored cells.
  public static final int COARSE_CELLS = 16;

  /// The word that holds pixel (x, y) of the square.
  static int word(int x, int y) {
    return spread(x >> 3) | spread(y >> 3) << 1;
  }

  private static int spread(int fourBits) {
    return (fourBits & 1) | (fourBits & 2) << 1 | (fourBits & 4) << 2 | (fourBits & 8) << 3;
  }
}
