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
    long[] words = new long[DescriptorSpace.WORDS];
    for (int y = 0; y < DescriptorSpace.SIDE; y++) {
      for (int x = 0; x < DescriptorSpace.SIDE; x++) {
        if (mask.has(columns[x], rows[y])) {
          words[DescriptorSpace.word(x, y)] |= 1L << ((y & 7) << 3 | (x & 7));
        }
      }
    }
    return new SquareMask(words);
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

  /// Pixels in the four tiles of one of the 64 cells.
  int cellCount(int cell) {
    int sum = 0;
    for (int i = 4 * cell; i < 4 * cell + 4; i++) {
      sum += Long.bitCount(words[i]);
    }
    return sum;
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
