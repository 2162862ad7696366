package io.resail.synthesis;

import io.resail.raster.Box;
import java.util.Arrays;
import java.util.List;

/// Where each pixel of a guidance comes from. Immutable, any thread.
public final class Provenance {
  /// The segment of a pixel that none has filled.
  public static final int NONE = -1;

  private final int width;
  private final int height;
  private final int[] segmentOfPixel;
  private final List<Use> uses;

  /// One unit in the guidance.
  ///
  /// @param segment index of the segment it stands for
  /// @param unitId the unit
  /// @param source the image its pixels come from
  /// @param score its score for that segment, NaN for a unit pinned by the caller
  /// @param rank its place among the matches, 0 the best
  /// @param unitBox where it was in its image
  /// @param placedBox where it was pasted in the label map
  public record Use(
      int segment,
      String unitId,
      String source,
      float score,
      int rank,
      Box unitBox,
      Box placedBox) {}

  /// The provenance of a guidance of `width` x `height` pixels.
  ///
  /// @param segmentOfPixel row after row, the segment whose unit fills the pixel, or [#NONE];
  ///     copied
  public Provenance(int width, int height, int[] segmentOfPixel, List<Use> uses) {
    if (segmentOfPixel.length != (long) width * height) {
      throw new IllegalArgumentException(
          segmentOfPixel.length
              + " owners for "
              + width
              + " x "
              + height
              + " pixels: need one for each");
    }
    this.width = width;
    this.height = height;
    this.segmentOfPixel = segmentOfPixel.clone();
    this.uses = List.copyOf(uses);
  }

  /// A guidance that the caller gave: no pixel has a unit.
  public static Provenance unknown(int width, int height) {
    int[] owners = new int[width * height];
    Arrays.fill(owners, NONE);
    return new Provenance(width, height, owners, List.of());
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// Rows.
  public int height() {
    return height;
  }

  /// The segment whose unit fills the pixel, or [#NONE].
  public int segment(int x, int y) {
    return segmentOfPixel[y * width + x];
  }

  /// A copy of the owners, row after row.
  public int[] toSegments() {
    return segmentOfPixel.clone();
  }

  /// The units used, by ascending segment.
  public List<Use> uses() {
    return uses;
  }

  /// Share of pixels that a unit fills, 0 to 1.
  public double coverage() {
    return Arrays.stream(segmentOfPixel).filter(s -> s != NONE).count()
        / (double) segmentOfPixel.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Provenance that
        && width == that.width
        && uses.equals(that.uses)
        && Arrays.equals(segmentOfPixel, that.segmentOfPixel);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(segmentOfPixel) + uses.hashCode();
  }

  @Override
  public String toString() {
    return "provenance of " + width + " x " + height + " pixels from " + uses.size() + " units";
  }
}
