package io.resail.testing;

import io.resail.raster.Mask;

/// The shape score of spec 3.2, pixel by pixel.
final class PlainScore {
  private static final int SIDE = 128;

  private PlainScore() {}

  /// How unlike two shapes are, 0 to 2.
  static float of(Mask a, Mask b) {
    int inA = 0;
    int inB = 0;
    int inOne = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean hasA = a.has(x * a.width() / SIDE, y * a.height() / SIDE);
        boolean hasB = b.has(x * b.width() / SIDE, y * b.height() / SIDE);
        inA += hasA ? 1 : 0;
        inB += hasB ? 1 : 0;
        inOne += hasA != hasB ? 1 : 0;
      }
    }
    int larger = Math.max(inA, inB);
    return larger == 0 ? 1f : (float) inOne / larger;
  }
}
