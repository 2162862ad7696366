package io.resail.index.descriptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A square mask without the words that need not be stored: tiles outside the shape are all zeros,
/// tiles inside it all ones, and only those on its rim are kept.
///
/// ```
/// 256 bits   which words are kept
/// 256 bits   which words are all ones
/// the kept words, little-endian
/// ```
public final class SparseSquare {
  /// The most bytes a mask may take.
  public static final int MOST_BYTES = 64 + DescriptorSpace.MASK_BYTES;

  /// Where the bits of all-ones words begin.
  static final int FULL_AT = 32;

  /// Where the kept words begin.
  static final int WORDS_AT = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SparseSquare() {}

  /// Writes the sparse form of the mask whose bytes begin at `offset`.
  ///
  /// @param sparse takes up to [#MOST_BYTES] bytes
  /// @return bytes written, a multiple of 8
  public static int encode(byte[] mask, int offset, byte[] sparse) {
    int at = WORDS_AT;
    for (int group = 0; group < 4; group++) {
      long kept = 0;
      long full = 0;
      for (int i = 0; i < Long.SIZE; i++) {
        long word = (long) LONG.get(mask, offset + Long.BYTES * (Long.SIZE * group + i));
        if (word == -1) {
          full |= 1L << i;
        } else if (word != 0) {
          kept |= 1L << i;
          LONG.set(sparse, at, word);
          at += Long.BYTES;
        }
      }
      LONG.set(sparse, Long.BYTES * group, kept);
      LONG.set(sparse, FULL_AT + Long.BYTES * group, full);
    }
    return at;
  }

  /// Writes the bytes of the mask whose sparse form begins at the start of `sparse`.
  public static void decode(byte[] sparse, byte[] mask) {
    int at = WORDS_AT;
    for (int group = 0; group < 4; group++) {
      long kept = (long) LONG.get(sparse, Long.BYTES * group);
      long full = (long) LONG.get(sparse, FULL_AT + Long.BYTES * group);
      for (int i = 0; i < Long.SIZE; i++) {
        long word = -(full >>> i & 1);
        if ((kept >>> i & 1) != 0) {
          word = (long) LONG.get(sparse, at);
          at += Long.BYTES;
        }
        LONG.set(mask, Long.BYTES * (Long.SIZE * group + i), word);
      }
    }
  }

  /// The bytes that follow the first 64 of a sparse form.
  public static int wordBytes(byte[] sparse) {
    int words = 0;
    for (int group = 0; group < 4; group++) {
      words += Long.bitCount((long) LONG.get(sparse, Long.BYTES * group));
    }
    return Long.BYTES * words;
  }
}
