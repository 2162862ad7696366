package io.resail.index.descriptor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Plain loops: the slow twin, and what runs without the Vector API.
final class ScalarKernel implements Kernel {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  // Two cells are added in one byte: what does not fit is left out, which keeps the sum a bound.
  private static final int MOST_IN_PAIR = 255;

  @Override
  public int coarse(Probe probe, MemorySegment blocks, long at, short[] steps, int from) {
    int smallest = Integer.MAX_VALUE;
    for (int place = 0; place < UnitBlock.UNITS; place++) {
      int sum = 0;
      for (int cell = 0; cell < DescriptorSpace.COARSE_CELLS; cell += 2) {
        int both =
            apart(probe, cell, blocks, at + place) + apart(probe, cell + 1, blocks, at + place);
        sum += Math.min(both, MOST_IN_PAIR);
      }
      steps[from + place] = (short) sum;
      smallest = Math.min(smallest, sum);
    }
    return smallest;
  }

  private static int apart(Probe probe, int cell, MemorySegment blocks, long at) {
    int value = blocks.get(ValueLayout.JAVA_BYTE, at + (long) UnitBlock.UNITS * cell) & 0xff;
    int above = value - (probe.above[cell] & 0xff);
    int below = (probe.below[cell] & 0xff) - value;
    return Math.max(0, Math.max(above, below));
  }

  @Override
  public long atMost(short[] steps, int from, short limit) {
    long selected = 0;
    for (int place = 0; place < UnitBlock.UNITS; place++) {
      selected |= steps[from + place] <= limit ? 1L << place : 0;
    }
    return selected;
  }

  @Override
  public int fine(Probe probe, MemorySegment cells, long at) {
    int sum = 0;
    for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
      int value = cells.get(ValueLayout.JAVA_BYTE, at + cell) & 0xff;
      sum += Math.abs(value - (probe.cells[cell] & 0xff));
    }
    return sum;
  }

  @Override
  public int exact(Probe probe, MemorySegment squares, long at) {
    return sparse(probe, squares, at);
  }

  /// All pixels of the probe differ, but for what the stored words change about it.
  static int sparse(Probe probe, MemorySegment squares, long at) {
    int differing = probe.count();
    long next = at + SparseSquare.WORDS_AT;
    for (int group = 0; group < 4; group++) {
      long kept = squares.get(LONG, at + (long) Long.BYTES * group);
      for (; kept != 0; kept &= kept - 1) {
        long word = probe.words[Long.SIZE * group + Long.numberOfTrailingZeros(kept)];
        differing += Long.bitCount(word ^ squares.get(LONG, next)) - Long.bitCount(word);
        next += Long.BYTES;
      }
      long full = squares.get(LONG, at + SparseSquare.FULL_AT + (long) Long.BYTES * group);
      for (; full != 0; full &= full - 1) {
        long word = probe.words[Long.SIZE * group + Long.numberOfTrailingZeros(full)];
        differing += Long.SIZE - 2 * Long.bitCount(word);
      }
    }
    return differing;
  }
}
