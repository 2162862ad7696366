package io.resail.index.descriptor;

import java.lang.foreign.MemorySegment;

/// The three comparisons of a probe with stored units, each finer and dearer than the one before.
///
/// Two forms give the same numbers: [ScalarKernel] and [VectorKernel]. Any thread.
public sealed interface Kernel permits ScalarKernel, VectorKernel {
  /// The faster form on this machine.
  static Kernel fastest() {
    // Without its module, which the launcher adds, the Vector API cannot be named.
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present && VectorKernel.pays() ? new VectorKernel() : new ScalarKernel();
  }

  /// At least so many steps of [UnitBlock#PIXELS_PER_STEP] pixels differ, for each place of a
  /// block.
  ///
  /// @param at where the [UnitBlock] begins
  /// @param steps takes the results of the block's 64 places, from `from` on
  /// @return the smallest of them
  int coarse(Probe probe, MemorySegment blocks, long at, short[] steps, int from);

  /// Which of 64 results are at most `limit`: bit `i` for the result at `from + i`.
  long atMost(short[] steps, int from, short limit);

  /// At least so many pixels differ by the 8 x 8 cells of each of some units.
  ///
  /// Units lie far apart: they are compared in one go, so that the processor fetches several at
  /// once.
  ///
  /// @param cells 64 cells for each unit
  /// @param first the unit that numbers count from
  /// @param units the numbers of the units, from place `from` to before `to`
  /// @param differing takes a result for each of them
  default void fine(
      Probe probe,
      MemorySegment cells,
      long first,
      long[] units,
      int from,
      int to,
      int[] differing) {
    for (int i = from; i < to; i++) {
      differing[i - from] = fine(probe, cells, DescriptorSpace.CELLS * (first + units[i]));
    }
  }

  /// At least so many pixels differ by the 8 x 8 cells of a unit.
  ///
  /// @param at where its 64 cells begin
  int fine(Probe probe, MemorySegment cells, long at);

  /// Exactly so many pixels differ.
  ///
  /// @param at where the unit's [SparseSquare] begins, with at least 64 bytes behind its last word
  int exact(Probe probe, MemorySegment squares, long at);
}
