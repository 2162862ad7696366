package io.resail.index.descriptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The few bytes of a unit from which most comparisons are refused: its size in pixels of its
/// image,
/// the pixels of its square mask, and their number in each of 8 x 8 cells. Immutable, any thread.
public final class Descriptor {
  /// Bytes of [#toBytes].
  public static final int BYTES = Integer.BYTES + Short.BYTES + DescriptorSpace.CELLS;

  private static final int COUNT_AT = Integer.BYTES;
  private static final int CELLS_AT = COUNT_AT + Short.BYTES;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  private Descriptor(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The descriptor of a unit.
  ///
  /// @param boxArea pixels of its box, 1 to 2^31 - 1
  public static Descriptor of(SquareMask mask, long boxArea) {
    if (boxArea < 1 || boxArea > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "box of " + boxArea + " pixels: need 1 to " + Integer.MAX_VALUE);
    }
    byte[] bytes = new byte[BYTES];
    INT.set(bytes, 0, (int) boxArea);
    SHORT.set(bytes, COUNT_AT, (short) mask.count());
    for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
      bytes[CELLS_AT + cell] = (byte) Math.min(mask.cellCount(cell), DescriptorSpace.MOST_IN_CELL);
    }
    return new Descriptor(bytes);
  }

  /// A copy of the stored form: box area and count, both little-endian, then the cells.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// The box area in the stored form from `offset` on.
  public static int boxArea(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /// The pixels of the square mask in the stored form from `offset` on.
  public static int count(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset + COUNT_AT);
  }

  /// At least this many pixels differ between the square masks of this and of the stored form from
  /// `offset` on: pixels counted in a cell of one and not of the other, or in all of one.
  public int fewestDifferingPixels(byte[] other, int offset) {
    int sum = 0;
    for (int i = CELLS_AT; i < BYTES; i++) {
      sum += Math.abs((bytes[i] & 0xff) - (other[offset + i] & 0xff));
    }
    return Math.max(sum, Math.abs(count(bytes, 0) - count(other, offset)));
  }
}
