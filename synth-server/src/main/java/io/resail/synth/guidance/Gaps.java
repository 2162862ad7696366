package io.resail.synth.guidance;

import io.resail.raster.LabelMap;
import io.resail.raster.NearestPixel;
import io.resail.raster.Resampling;
import io.resail.synthesis.OutputSize;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/// Where guidance has nothing although the map has a label: segments that the area rule leaves out
/// and those without a match. What is nearest of the same label goes on there.
public final class Gaps {
  private Gaps() {}

  /// Where the colour of each pixel comes from.
  ///
  /// @param map whose labels guidance is of, of any size
  /// @param size of the guidance
  /// @param filled whether guidance has something at the pixel of this number, row by row
  /// @return the pixel itself if it is filled, otherwise the nearest that is and has the same
  ///     label, or [NearestPixel#NONE] if there is none
  public static int[] sources(LabelMap map, OutputSize size, IntPredicate filled) {
    int[] labels = labels(map, size);
    int[] sources = new int[labels.length];
    Set<Integer> wanting = new HashSet<>();
    for (int i = 0; i < labels.length; i++) {
      boolean has = filled.test(i);
      sources[i] = has ? i : NearestPixel.NONE;
      if (!has) {
        wanting.add(labels[i]);
      }
    }
    for (int label : wanting) {
      int[] nearest =
          NearestPixel.of(size.width(), size.height(), i -> labels[i] == label && filled.test(i));
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == label) {
          sources[i] = nearest[i];
        }
      }
    }
    return sources;
  }

  private static int[] labels(LabelMap map, OutputSize size) {
    int[] columns = Resampling.nearestB(map.width(), size.width());
    int[] rows = Resampling.nearestB(map.height(), size.height());
    int[] labels = new int[size.width() * size.height()];
    for (int y = 0, at = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++, at++) {
        labels[at] = map.label(columns[x], rows[y]);
      }
    }
    return labels;
  }
}
