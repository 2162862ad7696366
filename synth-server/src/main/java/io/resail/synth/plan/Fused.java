package io.resail.synth.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Passes over activations that do in one what the engine's operators need several for: reading and
/// writing memory is what they cost. Channels of a pixel lie together. Any thread.
final class Fused {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int BYTES = Float.BYTES;

  private Fused() {}

  /// Normalises, modulates and activates:
  /// `out = leaky((x * scale + shift) * (gammaRow + gamma) + (betaRow + beta))`.
  ///
  /// @param x activations, (H, W, C) or, to be doubled each way, (H/2, W/2, C)
  /// @param rows (any, 2C): of each a gamma that includes the 1, then a beta
  /// @param at row of each pixel
  /// @param added (H, W, 2C), more gamma and beta of each pixel; of size 0 for none
  /// @param slope of values below 0; 1 leaves all as they are
  static void modulate(
      Grid grid,
      MemorySegment x,
      float[] scale,
      float[] shift,
      MemorySegment rows,
      int[] at,
      MemorySegment added,
      float slope,
      MemorySegment out) {
    Lanes.split(
        grid.height(),
        (from, to) -> modulate(from, to, grid, x, scale, shift, rows, at, added, slope, out));
  }

  private static void modulate(
      int top,
      int bottom,
      Grid grid,
      MemorySegment x,
      float[] scale,
      float[] shift,
      MemorySegment rows,
      int[] at,
      MemorySegment added,
      float slope,
      MemorySegment out) {
    int channels = grid.channels();
    long pixelBytes = (long) channels * BYTES;
    boolean more = added.byteSize() > 0;
    for (int y = top, p = top * grid.width(); y < bottom; y++) {
      for (int column = 0; column < grid.width(); column++, p++) {
        long from = pixelBytes * grid.source(y, column);
        long row = 2 * pixelBytes * at[p];
        long to = pixelBytes * p;
        int c = 0;
        for (; c < SPECIES.loopBound(channels); c += SPECIES.length()) {
          long offset = (long) c * BYTES;
          FloatVector gamma = FloatVector.fromMemorySegment(SPECIES, rows, row + offset, ORDER);
          FloatVector beta =
              FloatVector.fromMemorySegment(SPECIES, rows, row + pixelBytes + offset, ORDER);
          if (more) {
            gamma =
                gamma.add(FloatVector.fromMemorySegment(SPECIES, added, 2 * to + offset, ORDER));
            beta =
                beta.add(
                    FloatVector.fromMemorySegment(
                        SPECIES, added, 2 * to + pixelBytes + offset, ORDER));
          }
          FloatVector value =
              FloatVector.fromMemorySegment(SPECIES, x, from + offset, ORDER)
                  .fma(
                      FloatVector.fromArray(SPECIES, scale, c),
                      FloatVector.fromArray(SPECIES, shift, c))
                  .fma(gamma, beta);
          value.max(value.mul(slope)).intoMemorySegment(out, to + offset, ORDER);
        }
        for (; c < channels; c++) {
          long offset = (long) c * BYTES;
          float gamma = rows.get(JAVA_FLOAT, row + offset);
          float beta = rows.get(JAVA_FLOAT, row + pixelBytes + offset);
          if (more) {
            gamma += added.get(JAVA_FLOAT, 2 * to + offset);
            beta += added.get(JAVA_FLOAT, 2 * to + pixelBytes + offset);
          }
          float value = (x.get(JAVA_FLOAT, from + offset) * scale[c] + shift[c]) * gamma + beta;
          out.set(JAVA_FLOAT, to + offset, Math.max(value, value * slope));
        }
      }
    }
  }

  /// Instance norm (spec 6.1), styled and through ReLU, in place.
  ///
  /// @param x (pixels, C)
  /// @param style scale of each channel, then shift of each
  static void style(MemorySegment x, int pixels, int channels, float[] style) {
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    Statistics statistics = Statistics.of(x, pixels, channels);
    for (int c = 0; c < channels; c++) {
      scale[c] = (float) (style[c] / Math.sqrt(statistics.variance()[c] + 1e-5));
      shift[c] = (float) (style[channels + c] - statistics.mean()[c] * scale[c]);
    }
    Lanes.split(pixels, (from, to) -> style(x, from, to, scale, shift));
  }

  private static void style(MemorySegment x, int from, int to, float[] scale, float[] shift) {
    int channels = scale.length;
    for (int p = from; p < to; p++) {
      long at = (long) p * channels * BYTES;
      int c = 0;
      for (; c < SPECIES.loopBound(channels); c += SPECIES.length()) {
        long offset = at + (long) c * BYTES;
        FloatVector.fromMemorySegment(SPECIES, x, offset, ORDER)
            .fma(FloatVector.fromArray(SPECIES, scale, c), FloatVector.fromArray(SPECIES, shift, c))
            .max(0)
            .intoMemorySegment(x, offset, ORDER);
      }
      for (; c < channels; c++) {
        long offset = at + (long) c * BYTES;
        x.set(JAVA_FLOAT, offset, Math.max(0, x.get(JAVA_FLOAT, offset) * scale[c] + shift[c]));
      }
    }
  }
}
