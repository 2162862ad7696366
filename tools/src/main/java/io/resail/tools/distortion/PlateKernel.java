package io.resail.tools.distortion;

/// `phi(r) = r ln(r) / 2` for whole squared distances `r`, looked up: all points of a warp are
/// whole
/// pixels. Immutable, any thread.
public final class PlateKernel {
  private final double[] table;

  /// The kernel for pictures of that size; points may lie a quarter of it outside.
  public PlateKernel(int width, int height) {
    int wide = width + width / 4;
    int high = height + height / 4;
    table = new double[wide * wide + high * high];
    for (int r = 0; r < table.length; r++) {
      table[r] = compute(r);
    }
  }

  double at(int squaredDistance) {
    return squaredDistance < table.length ? table[squaredDistance] : compute(squaredDistance);
  }

  private static double compute(int r) {
    return r == 0 ? 0 : 0.5 * r * Math.log(r);
  }
}
