package io.resail.index.descriptor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How 64 units lie together for the first look at them.
///
/// The 4 x 4 counts of all units cell by cell, so that one vector holds one cell of many units;
/// then
/// what is needed of the units that pass it. A count of 0 to 1,020 is stored by its quarter,
/// rounded
/// down. Places behind the last unit of a class are filled with zeros.
///
/// ```
/// 16 cells x 64 units   1 byte each
/// box area x 64 units   4 bytes each, little-endian
/// count    x 64 units   2 bytes each, little-endian
/// ```
public final class UnitBlock {
  /// Units of a block.
  public static final int UNITS = 64;

  /// Bytes of a block, whole cache lines.
  public static final int BYTES = UNITS * (DescriptorSpace.COARSE_CELLS + 4 + 2);

  /// Pixels that one step of a stored coarse cell stands for.
  public static final int PIXELS_PER_STEP = 4;

  /// The largest bound in steps: 255 for each two of the 16 cells.
  public static final int MOST_STEPS = 255 * DescriptorSpace.COARSE_CELLS / 2;

  private static final int AREAS_AT = UNITS * DescriptorSpace.COARSE_CELLS;
  private static final int COUNTS_AT = AREAS_AT + 4 * UNITS;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private UnitBlock() {}

  /// Puts a unit into its place of a block.
  ///
  /// @param block takes [#BYTES] bytes
  /// @param descriptor the stored form of its descriptor, from `offset` on
  public static void put(MemorySegment block, int place, byte[] descriptor, int offset) {
    for (int coarse = 0; coarse < DescriptorSpace.COARSE_CELLS; coarse++) {
      int sum = 0;
      for (int cell = 4 * coarse; cell < 4 * coarse + 4; cell++) {
        sum += Descriptor.cell(descriptor, offset, cell);
      }
      block.set(
          ValueLayout.JAVA_BYTE, (long) UNITS * coarse + place, (byte) (sum / PIXELS_PER_STEP));
    }
    block.set(INT, AREAS_AT + 4L * place, Descriptor.boxArea(descriptor, offset));
    block.set(SHORT, COUNTS_AT + 2L * place, (short) Descriptor.count(descriptor, offset));
  }

  /// The box area of a unit in the block that begins at `at`.
  public static int boxArea(MemorySegment blocks, long at, int place) {
    return blocks.get(INT, at + AREAS_AT + 4L * place);
  }

  /// The pixels of a unit's square mask in the block that begins at `at`.
  public static int count(MemorySegment blocks, long at, int place) {
    return blocks.get(SHORT, at + COUNTS_AT + 2L * place);
  }
}
