package io.resail.index.descriptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The few bytes of a unit from which most comparisons are refused: its class, its size in pixels
/// of
/// its image, the pixels of its square mask, and their number in each of 8 x 8 cells.
///
/// Stored as class and box area of 4 bytes, count of 2, cells of 1 each, little-endian.
public final class Descriptor {
  /// Bytes of the stored form.
  public static final int BYTES = 10 + DescriptorSpace.CELLS;

  private static final int BOX_AREA_AT = 4;
  private static final int COUNT_AT = 8;
  private static final int CELLS_AT = 10;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Descriptor() {}

  /// The stored form of a unit's descriptor.
  ///
  /// @param boxArea pixels of its box, 1 to 2^31 - 1
  public static byte[] bytes(int classId, long boxArea, SquareMask mask) {
    if (boxArea < 1 || boxArea > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "box of " + boxArea + " pixels: need 1 to " + Integer.MAX_VALUE);
    }
    byte[] cells = new byte[DescriptorSpace.CELLS];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = (byte) mask.cell(cell);
    }
    byte[] bytes = new byte[BYTES];
    write(bytes, classId, (int) boxArea, mask.count(), cells);
    return bytes;
  }

  /// Writes the stored form of parts read before.
  ///
  /// @param bytes takes [#BYTES] bytes
  public static void write(byte[] bytes, int classId, int boxArea, int count, byte[] cells) {
    INT.set(bytes, 0, classId);
    INT.set(bytes, BOX_AREA_AT, boxArea);
    SHORT.set(bytes, COUNT_AT, (short) count);
    System.arraycopy(cells, 0, bytes, CELLS_AT, DescriptorSpace.CELLS);
  }

  /// The class in the stored form from `offset` on.
  public static int classId(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /// The box area in the stored form from `offset` on.
  public static int boxArea(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + BOX_AREA_AT);
  }

  /// The pixels of the square mask in the stored form from `offset` on.
  public static int count(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset + COUNT_AT);
  }

  /// The pixels in one of the 64 cells, at most 255, in the stored form from `offset` on.
  public static int cell(byte[] bytes, int offset, int cell) {
    return bytes[offset + CELLS_AT + cell] & 0xff;
  }

  /// At least this many pixels differ between a mask and that of the stored form from `offset` on:
  /// pixels counted in a cell of one and not of the other, or in all of one.
  public static int fewestDifferingPixels(SquareMask mask, byte[] bytes, int offset) {
    int sum = 0;
    for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
      sum += Math.abs(mask.cell(cell) - cell(bytes, offset, cell));
    }
    return Math.max(sum, Math.abs(mask.count() - count(bytes, offset)));
  }
}
