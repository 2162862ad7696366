package io.resail.synth.guidance;

import io.resail.raster.LabelMap;
import io.resail.raster.NearestPixel;
import io.resail.raster.Resampling;
import io.resail.synthesis.OutputSize;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Where guidance has nothing although the map has a label: segments that the area rule leaves out
/// and those without a match. What is nearest of the same label goes on there.
public final class Gaps {
  private Gaps() {}

  /// What a gap is filled from.
  public interface Copy {
    /// @param gap number of a pixel, row by row, likewise `source`
    void to(int gap, int source);
  }

  /// Fills each gap whose label has something elsewhere.
  ///
  /// @param map whose labels guidance is of, of any size
  /// @param size of the guidance
  /// @param filled whether guidance has something at the pixel of this number, row by row
  /// @param copy called once for each gap filled, with a source that was filled before
  public static void close(LabelMap map, OutputSize size, IntPredicate filled, Copy copy) {
    int[] sources = sources(map, size, filled);
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] != i && sources[i] != NearestPixel.NONE) {
        copy.to(i, sources[i]);
      }
    }
  }

  /// Where the colour of each pixel comes from: the pixel itself if it is filled, otherwise the
  /// nearest that is and has the same label, or [NearestPixel#NONE] if there is none.
  static int[] sources(LabelMap map, OutputSize size, IntPredicate filled) {
    int width = size.width();
    LabelMap shown = Resampling.nearestB(map, width, size.height());
    IntUnaryOperator label = i -> shown.label(i % width, i / width);
    int[] sources = new int[width * size.height()];
    Set<Integer> wanting = new HashSet<>();
    for (int i = 0; i < sources.length; i++) {
      boolean has = filled.test(i);
      sources[i] = has ? i : NearestPixel.NONE;
      if (!has) {
        wanting.add(label.applyAsInt(i));
      }
    }
    for (int each : wanting) {
      int[] nearest =
          NearestPixel.of(width, size.height(), i -> label.applyAsInt(i) == each && filled.test(i));
      for (int i = 0; i < sources.length; i++) {
        if (label.applyAsInt(i) == each) {
          sources[i] = nearest[i];
        }
      }
    }
    return sources;
  }
}
