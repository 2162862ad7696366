package io.resail.index.descriptor;

import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A shape in the square of [DescriptorSpace]: the key that units are compared by (spec 3.1).
/// Immutable, any thread.
public final class SquareMask {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] words;
  private final int count;

  private SquareMask(long[] words) {
    this.words = words;
    int sum = 0;
    for (long word : words) {
      sum += Long.bitCount(word);
    }
    this.count = sum;
  }

  /// A mask sampled to the square by nearest-A; an unlucky thin shape may lose every pixel.
  public static SquareMask of(Mask mask) {
    int[] columns = Resampling.nearestA(mask.width(), DescriptorSpace.SIDE);
    int[] rows = Resampling.nearestA(mask.height(), DescriptorSpace.SIDE);
    long[] source = mask.toWords();
    long[] words = new long[DescriptorSpace.WORDS];
    long left = 0;
    long right = 0;
    for (int y = 0; y < DescriptorSpace.SIDE; y++) {
      if (y == 0 || rows[y] != rows[y - 1]) {
        int row = rows[y] * mask.width();
        left = sample(source, row, columns, 0);
        right = sample(source, row, columns, Long.SIZE);
      }
      for (int tile = 0; tile < DescriptorSpace.SIDE / 8; tile++) {
        long eight = (tile < 8 ? left : right) >>> (8 * (tile & 7)) & 0xff;
        words[DescriptorSpace.word(8 * tile, y)] |= eight << (8 * (y & 7));
      }
    }
    return new SquareMask(words);
  }

  /// 64 pixels of a row, the first in the lowest bit.
  private static long sample(long[] source, int row, int[] columns, int from) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      int at = row + columns[from + i];
      bits |= (source[at >>> 6] >>> at & 1) << i;
    }
    return bits;
  }

  /// The mask that [#toBytes] wrote, from `offset` on.
  public static SquareMask ofBytes(byte[] bytes, int offset) {
    long[] words = new long[DescriptorSpace.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) LONG.get(bytes, offset + i * Long.BYTES);
    }
    return new SquareMask(words);
  }

  /// The words, each little-endian, in their order.
  public byte[] toBytes() {
    byte[] bytes = new byte[DescriptorSpace.MASK_BYTES];
    for (int i = 0; i < words.length; i++) {
      LONG.set(bytes, i * Long.BYTES, words[i]);
    }
    return bytes;
  }

  /// A copy of the words.
  public long[] toWords() {
    return words.clone();
  }

  /// Pixels that belong, 0 to 16,384.
  public int count() {
    return count;
  }

  /// Whether pixel (x, y) of the square belongs.
  public boolean has(int x, int y) {
    return (words[DescriptorSpace.word(x, y)] >>> ((y & 7) << 3 | (x & 7)) & 1) != 0;
  }

  /// Pixels in exactly one of the two.
  public int differingPixels(SquareMask other) {
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += Long.bitCount(words[i] ^ other.words[i]);
    }
    return sum;
  }

  /// Pixels in exactly one of this and the mask that [#toBytes] wrote, from `offset` on.
  public int differingPixels(byte[] bytes, int offset) {
    int sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += Long.bitCount(words[i] ^ (long) LONG.get(bytes, offset + i * Long.BYTES));
    }
    return sum;
  }

  /// Pixels in the four tiles of one of the 64 cells, at most 255.
  public int cell(int cell) {
    int sum = 0;
    for (int i = 4 * cell; i < 4 * cell + 4; i++) {
      sum += Long.bitCount(words[i]);
    }
    return Math.min(sum, DescriptorSpace.MOST_IN_CELL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SquareMask that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "square mask with " + count + " pixels";
  }
}
