package io.resail.index.descriptor;

/// A target's mask, prepared to be compared with many units. Immutable, any thread.
public final class Probe {
  final long[] words;
  final byte[] cells = new byte[DescriptorSpace.CELLS];

  // A unit's stored step v stands for 4 v to 4 v + 3 pixels, a target's cell for exactly c of them.
  // They differ by at least 4 (v - above) and by at least 4 (below - v) pixels.
  final byte[] above = new byte[DescriptorSpace.COARSE_CELLS];
  final byte[] below = new byte[DescriptorSpace.COARSE_CELLS];

  private final int count;

  /// A probe of the mask.
  public Probe(SquareMask mask) {
    words = mask.toWords();
    count = mask.count();
    int[] coarse = new int[DescriptorSpace.COARSE_CELLS];
    for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
      cells[cell] = (byte) mask.cell(cell);
      coarse[cell >> 2] += mask.cell(cell);
    }
    for (int i = 0; i < coarse.length; i++) {
      above[i] = (byte) Math.ceilDiv(coarse[i], UnitBlock.PIXELS_PER_STEP);
      below[i] = (byte) Math.max(0, (coarse[i] - 3) / UnitBlock.PIXELS_PER_STEP);
    }
  }

  /// Pixels of the mask.
  public int count() {
    return count;
  }
}
