package io.resail.synth.plan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The transforms of Winograd's minimal filtering F(4x4, 3x3): a convolution of 4 x 4 outputs by 36
/// products of each channel pair instead of 144.
///
/// An image is cut into tiles of 6 x 6 inputs that overlap by two; inputs, weights and products go
/// through small constant matrices. Source: Lavin and Gray, CVPR 2016, their `B`, `G` and `A`. Any
/// thread.
final class Winograd {
  /// Outputs of a tile, each way.
  static final int STEP = 4;

  /// Inputs of a tile, each way.
  private static final int SIDE = 6;

  /// Products of a tile.
  static final int POINTS = SIDE * SIDE;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int BYTES = Float.BYTES;

  private static final float[][] G = {
    {1 / 4f, 0, 0},
    {-1 / 6f, -1 / 6f, -1 / 6f},
    {-1 / 6f, 1 / 6f, -1 / 6f},
    {1 / 24f, 1 / 12f, 1 / 6f},
    {1 / 24f, -1 / 12f, 1 / 6f},
    {0, 0, 1}
  };

  private Winograd() {}

  /// Whether so many channels fill whole vectors of this processor, as the transforms need.
  static boolean fits(long channels) {
    return channels % SPECIES.length() == 0;
  }

  /// The matrices that weights turn into.
  ///
  /// @param weight (out, in, 3, 3)
  /// @return (36, in, out)
  static float[] weights(float[] weight, int out, int in) {
    float[] made = new float[Math.multiplyExact(POINTS, Math.multiplyExact(in, out))];
    double[] half = new double[SIDE * 3];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        int from = (o * in + i) * 9;
        for (int a = 0; a < SIDE; a++) {
          for (int column = 0; column < 3; column++) {
            half[3 * a + column] =
                (double) G[a][0] * weight[from + column]
                    + (double) G[a][1] * weight[from + 3 + column]
                    + (double) G[a][2] * weight[from + 6 + column];
          }
        }
        for (int a = 0; a < SIDE; a++) {
          for (int b = 0; b < SIDE; b++) {
            double sum =
                half[3 * a] * G[b][0] + half[3 * a + 1] * G[b][1] + half[3 * a + 2] * G[b][2];
            made[((a * SIDE + b) * in + i) * out + o] = (float) sum;
          }
        }
      }
    }
    return made;
  }

  /// Rows of tiles of an image.
  ///
  /// @param height of the image, pixels, likewise `width`
  /// @param first row of tiles
  /// @param rows of tiles
  record Strip(int height, int width, int first, int rows) {
    /// Tiles of one row.
    int across() {
      return Math.ceilDiv(width, STEP);
    }
  }

  /// A strip of an image as tiles, `B^T d B` of each; zeros lie outside the image.
  ///
  /// @param x (height, width, channels)
  /// @param tiles (36, rows * tiles across, channels), written
  static void inputs(MemorySegment x, int channels, Strip strip, MemorySegment tiles) {
    Lanes.split(
        strip.rows,
        (from, to) -> {
          float[] half = new float[POINTS * SPECIES.length()];
          for (int row = from; row < to; row++) {
            inputRow(x, channels, strip, row, tiles, half);
          }
        });
  }

  private static void inputRow(
      MemorySegment x, int channels, Strip strip, int row, MemorySegment tiles, float[] half) {
    int across = strip.across();
    long pixel = (long) channels * BYTES;
    long plane = pixel * strip.rows * across;
    int top = STEP * (strip.first + row) - 1;
    for (int tile = 0; tile < across; tile++) {
      int left = STEP * tile - 1;
      long to = pixel * ((long) row * across + tile);
      for (int c = 0; c < channels; c += SPECIES.length()) {
        long offset = (long) c * BYTES;
        for (int y = 0; y < SIDE; y++) {
          int line = top + y;
          boolean inside = line >= 0 && line < strip.height;
          inputLine(x, inside, line, left, strip.width, pixel, offset, half, y);
        }
        for (int column = 0; column < SIDE; column++) {
          inputColumn(half, column, tiles, to + offset, plane);
        }
      }
    }
  }

  private static void inputLine(
      MemorySegment x,
      boolean inside,
      int line,
      int left,
      int width,
      long pixel,
      long offset,
      float[] half,
      int y) {
    int length = SPECIES.length();
    int at = y * SIDE * length;
    FloatVector zero = FloatVector.zero(SPECIES);
    long from = (line * (long) width + left) * pixel + offset;
    FloatVector d0 = inside && left >= 0 ? load(x, from) : zero;
    FloatVector d1 = inside ? load(x, from + pixel) : zero;
    FloatVector d2 = inside && left + 2 < width ? load(x, from + 2 * pixel) : zero;
    FloatVector d3 = inside && left + 3 < width ? load(x, from + 3 * pixel) : zero;
    FloatVector d4 = inside && left + 4 < width ? load(x, from + 4 * pixel) : zero;
    FloatVector d5 = inside && left + 5 < width ? load(x, from + 5 * pixel) : zero;
    FloatVector even = d4.sub(d2.mul(4));
    FloatVector odd = d3.sub(d1.mul(4));
    FloatVector even2 = d4.sub(d2);
    FloatVector odd2 = d3.sub(d1).mul(2);
    d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(half, at);
    even.add(odd).intoArray(half, at + length);
    even.sub(odd).intoArray(half, at + 2 * length);
    even2.add(odd2).intoArray(half, at + 3 * length);
    even2.sub(odd2).intoArray(half, at + 4 * length);
    d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(half, at + 5 * length);
  }

  private static void inputColumn(
      float[] half, int column, MemorySegment tiles, long to, long plane) {
    int length = SPECIES.length();
    int line = SIDE * length;
    int at = column * length;
    FloatVector d0 = FloatVector.fromArray(SPECIES, half, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, half, at + line);
    FloatVector d2 = FloatVector.fromArray(SPECIES, half, at + 2 * line);
    FloatVector d3 = FloatVector.fromArray(SPECIES, half, at + 3 * line);
    FloatVector d4 = FloatVector.fromArray(SPECIES, half, at + 4 * line);
    FloatVector d5 = FloatVector.fromArray(SPECIES, half, at + 5 * line);
    FloatVector even = d4.sub(d2.mul(4));
    FloatVector odd = d3.sub(d1.mul(4));
    FloatVector even2 = d4.sub(d2);
    FloatVector odd2 = d3.sub(d1).mul(2);
    long first = to + plane * column;
    long down = plane * SIDE;
    store(d0.mul(4).sub(d2.mul(5)).add(d4), tiles, first);
    store(even.add(odd), tiles, first + down);
    store(even.sub(odd), tiles, first + 2 * down);
    store(even2.add(odd2), tiles, first + 3 * down);
    store(even2.sub(odd2), tiles, first + 4 * down);
    store(d1.mul(4).sub(d3.mul(5)).add(d5), tiles, first + 5 * down);
  }

  /// A strip of an image from the products of its tiles, `A^T m A` of each, and a bias.
  ///
  /// @param tiles (36, rows * tiles across, channels)
  /// @param out (height, width, channels), of which the strip is written
  static void outputs(MemorySegment tiles, float[] bias, Strip strip, MemorySegment out) {
    Lanes.split(
        strip.rows,
        (from, to) -> {
          float[] half = new float[STEP * SIDE * SPECIES.length()];
          for (int row = from; row < to; row++) {
            outputRow(tiles, bias, strip, row, out, half);
          }
        });
  }

  private static void outputRow(
      MemorySegment tiles, float[] bias, Strip strip, int row, MemorySegment out, float[] half) {
    int across = strip.across();
    long pixel = (long) bias.length * BYTES;
    long plane = pixel * strip.rows * across;
    int top = STEP * (strip.first + row);
    int lines = Math.min(STEP, strip.height - top);
    for (int tile = 0; tile < across; tile++) {
      int left = STEP * tile;
      int columns = Math.min(STEP, strip.width - left);
      long from = pixel * ((long) row * across + tile);
      for (int c = 0; c < bias.length; c += SPECIES.length()) {
        long offset = (long) c * BYTES;
        for (int column = 0; column < SIDE; column++) {
          outputColumn(tiles, from + offset + plane * column, plane * SIDE, half, column);
        }
        FloatVector start = FloatVector.fromArray(SPECIES, bias, c);
        for (int y = 0; y < lines; y++) {
          long to = ((top + y) * (long) strip.width + left) * pixel + offset;
          outputLine(half, y, start, out, to, pixel, columns);
        }
      }
    }
  }

  private static void outputColumn(
      MemorySegment tiles, long from, long down, float[] half, int column) {
    int length = SPECIES.length();
    int line = SIDE * length;
    int at = column * length;
    FloatVector m0 = load(tiles, from);
    FloatVector m1 = load(tiles, from + down);
    FloatVector m2 = load(tiles, from + 2 * down);
    FloatVector m3 = load(tiles, from + 3 * down);
    FloatVector m4 = load(tiles, from + 4 * down);
    FloatVector m5 = load(tiles, from + 5 * down);
    FloatVector sum = m1.add(m2);
    FloatVector gap = m1.sub(m2);
    FloatVector sum2 = m3.add(m4);
    FloatVector gap2 = m3.sub(m4);
    m0.add(sum).add(sum2).intoArray(half, at);
    gap2.mul(2).add(gap).intoArray(half, at + line);
    sum2.mul(4).add(sum).intoArray(half, at + 2 * line);
    gap2.mul(8).add(gap).add(m5).intoArray(half, at + 3 * line);
  }

  private static void outputLine(
      float[] half, int y, FloatVector start, MemorySegment out, long to, long pixel, int columns) {
    int length = SPECIES.length();
    int at = y * SIDE * length;
    FloatVector m0 = FloatVector.fromArray(SPECIES, half, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, half, at + length);
    FloatVector m2 = FloatVector.fromArray(SPECIES, half, at + 2 * length);
    FloatVector m3 = FloatVector.fromArray(SPECIES, half, at + 3 * length);
    FloatVector m4 = FloatVector.fromArray(SPECIES, half, at + 4 * length);
    FloatVector m5 = FloatVector.fromArray(SPECIES, half, at + 5 * length);
    FloatVector sum = m1.add(m2);
    FloatVector gap = m1.sub(m2);
    FloatVector sum2 = m3.add(m4);
    FloatVector gap2 = m3.sub(m4);
    store(m0.add(sum).add(sum2).add(start), out, to);
    if (columns > 1) {
      store(gap2.mul(2).add(gap).add(start), out, to + pixel);
    }
    if (columns > 2) {
      store(sum2.mul(4).add(sum).add(start), out, to + 2 * pixel);
    }
    if (columns > 3) {
      store(gap2.mul(8).add(gap).add(m5).add(start), out, to + 3 * pixel);
    }
  }

  private static FloatVector load(MemorySegment from, long offset) {
    return FloatVector.fromMemorySegment(SPECIES, from, offset, ORDER);
  }

  private static void store(FloatVector value, MemorySegment to, long offset) {
    value.intoMemorySegment(to, offset, ORDER);
  }
}
