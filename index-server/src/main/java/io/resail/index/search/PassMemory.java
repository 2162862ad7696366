package io.resail.index.search;

import io.resail.index.descriptor.UnitBlock;
import org.apache.lucene.util.ArrayUtil;

/// Arrays that a [BlockPass] works in, kept for the next one. One thread, one pass at a time.
final class PassMemory {
  /// Blocks read, by their number in the run.
  int[] blocks = new int[64];

  /// Blocks set aside, by their number in the run.
  int[] blocksLeft = new int[64];

  /// The smallest bound in each block read.
  short[] smallest = new short[64];

  /// Bounds of the units of each block read.
  short[] steps = new short[64 * UnitBlock.UNITS];

  /// Numbers of units in the run, later with the bits of a bound above.
  long[] candidates = new long[256];

  /// By how many pixels at least the candidates bounded in one go differ.
  final int[] differing = new int[2 * UnitBlock.UNITS];

  /// How many blocks read have which smallest bound; those without any unit left come last.
  final int[] blocksOfStep = new int[UnitBlock.MOST_STEPS + 2];

  /// What was touched ahead of time; kept so that the compiler does not drop the reading.
  int touched;

  /// Makes room for so many blocks.
  void reserve(int number) {
    if (blocks.length < number) {
      blocks = new int[ArrayUtil.oversize(number, Integer.BYTES)];
      blocksLeft = new int[blocks.length];
      smallest = new short[blocks.length];
      steps = new short[blocks.length * UnitBlock.UNITS];
    }
  }

  /// Sets a candidate.
  void candidate(int at, long value) {
    candidates = ArrayUtil.grow(candidates, at + 1);
    candidates[at] = value;
  }
}
