package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;

/// A convolution by [Winograd]'s tiles, strip after strip of an image, so that what lies between
/// its three steps stays near the processor. In float32, up to rounding what the direct one gives.
final class TiledConvolution implements Convolution {
  /// What a strip's tiles may take before and after the products, bytes each: measured.
  private static final long STRIP_BYTES = 5 << 20;

  /// With fewer tiles than these, reading the weight takes most of the time, and it is large just
  /// there: what is gained is not worth its memory.
  private static final int FEWEST_TILES = 64;

  /// With fewer channels the transforms and 36 small products take longer than the convolution.
  private static final int FEWEST_CHANNELS = 32;

  private final NDArray weight;
  private final float[] bias;
  private final MatrixLibrary library;

  /// @param weight (36, in, out)
  /// @param bias (out)
  /// @param library of its products
  TiledConvolution(NDArray weight, float[] bias, MatrixLibrary library) {
    this.weight = weight;
    this.bias = bias.clone();
    this.library = library;
  }

  /// Whether it pays at a size, for channels that fill whole vectors.
  static boolean pays(long height, long width, long in, long out) {
    return Winograd.fits(in)
        && Winograd.fits(out)
        && Math.min(in, out) >= FEWEST_CHANNELS
        && tiles(height) * tiles(width) >= FEWEST_TILES;
  }

  /// What its weight takes more than that of a direct convolution, bytes; 0 where it does not pay.
  ///
  /// @param pixels of its images
  static long moreBytes(long pixels, long in, long out) {
    boolean pays = pays(pixels / Winograd.STEP, Winograd.STEP, in, out);
    return pays ? (Winograd.POINTS - 9) * in * out * Float.BYTES : 0;
  }

  private static long tiles(long side) {
    return Math.ceilDiv(side, Winograd.STEP);
  }

  @Override
  public NDArray apply(NDArray x) {
    Shape shape = x.getShape();
    int height = Math.toIntExact(shape.get(1));
    int width = Math.toIntExact(shape.get(2));
    int in = Math.toIntExact(shape.get(3));
    int down = (int) tiles(height);
    int across = (int) tiles(width);
    int strip = Math.min(down, rows(across, Math.max(in, bias.length)));
    NDArray out = x.getManager().create(new Shape(1, height, width, bias.length), DataType.FLOAT32);
    MemorySegment from = Memory.of(x);
    MemorySegment to = Memory.of(out);
    Shape tiles = new Shape(Winograd.POINTS, (long) strip * across, in);
    try (NDArray inputs = x.getManager().create(tiles, DataType.FLOAT32)) {
      MemorySegment memory = Memory.of(inputs);
      for (int row = 0; row < down; row += strip) {
        // The last strip reaches up over the one before rather than out of the image.
        Winograd.Strip at = new Winograd.Strip(height, width, Math.min(row, down - strip), strip);
        Winograd.inputs(from, in, at, memory);
        try (NDArray products = library.products(inputs, weight)) {
          Winograd.outputs(Memory.of(products), bias, at, to);
        }
      }
    }
    return out;
  }

  private static int rows(int across, int channels) {
    long tileBytes = (long) Winograd.POINTS * channels * Float.BYTES;
    long tiles = Math.max(FEWEST_TILES, STRIP_BYTES / tileBytes);
    return (int) Math.max(1, tiles / across);
  }
}
