package io.resail.raster;

import java.util.Arrays;

/// A shape in bits: which pixels of a rectangle belong to it. Immutable, any thread.
///
/// Bits are packed row after row without gaps, pixel `y * width + x` at bit `i % 64` of word `i /
/// 64`.
public final class Mask {
  private final int width;
  private final int height;
  private final long[] words;
  private final int area;

  private Mask(int width, int height, long[] words) {
    this.width = width;
    this.height = height;
    this.words = words;
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    this.area = count;
  }

  /// Which pixels belong to a shape.
  @FunctionalInterface
  public interface Membership {
    /// Whether the pixel in column `x` of row `y` belongs.
    boolean has(int x, int y);
  }

  /// The mask of the pixels that belong.
  public static Mask of(int width, int height, Membership membership) {
    long[] words = new long[wordsFor(width, height)];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (membership.has(x, y)) {
          words[i >>> 6] |= 1L << i;
        }
      }
    }
    return new Mask(width, height, words);
  }

  /// The mask of the given packed words, which are copied.
  ///
  /// @throws IllegalArgumentException if the number of words or the bits behind the last pixel
  ///     are wrong
  public static Mask ofWords(int width, int height, long[] words) {
    int needed = wordsFor(width, height);
    int tail = (int) ((long) width * height & 63);
    if (words.length != needed || (tail != 0 && words[needed - 1] >>> tail != 0)) {
      throw new IllegalArgumentException(
          words.length
              + " words for a mask of "
              + width
              + " x "
              + height
              + " pixels: need "
              + needed
              + ", with no bit set behind the last pixel");
    }
    return new Mask(width, height, words.clone());
  }

  private static int wordsFor(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 63) {
      throw new IllegalArgumentException(
          "mask of " + width + " x " + height + " pixels: need 1 to 2^31 - 64 pixels");
    }
    return (width * height + 63) >>> 6;
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// Rows.
  public int height() {
    return height;
  }

  /// Pixels that belong.
  public int area() {
    return area;
  }

  /// Whether the pixel in column `x` of row `y` belongs.
  public boolean has(int x, int y) {
    int i = y * width + x;
    return (words[i >>> 6] >>> i & 1) != 0;
  }

  /// A copy of the packed words.
  public long[] toWords() {
    return words.clone();
  }

  /// The part inside `box`, which must lie inside this mask.
  public Mask crop(Box box) {
    if (!box.fits(width, height)) {
      throw new IllegalArgumentException(
          box + " does not lie inside a mask of " + width + " x " + height + " pixels");
    }
    return of(box.width(), box.height(), (x, y) -> has(box.left() + x, box.top() + y));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "mask " + width + " x " + height + " with " + area + " pixels";
  }
}
