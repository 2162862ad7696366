package io.resail.index.descriptor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The same with the Vector API, at whatever width the machine prefers.
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER);

  // Even and odd places are summed apart; these bring them together again.
  private static final VectorShuffle<Short> FIRST_HALF = VectorShuffle.makeZip(SHORTS, 0);
  private static final VectorShuffle<Short> SECOND_HALF = VectorShuffle.makeZip(SHORTS, 1);

  // Spreading kept words over their places is one instruction at this width, and slow at others.
  private static final boolean EXPANDS = LONGS.length() == 8;

  /// Whether vectors are wide enough here to be worth it.
  static boolean pays() {
    return BYTES.length() >= 16 && BYTES.length() <= UnitBlock.UNITS;
  }

  @Override
  public int coarse(Probe probe, MemorySegment blocks, long at, short[] steps, int from) {
    int smallest = Integer.MAX_VALUE;
    for (int lane = 0; lane < UnitBlock.UNITS; lane += BYTES.length()) {
      ShortVector even = ShortVector.zero(SHORTS);
      ShortVector odd = ShortVector.zero(SHORTS);
      long cell = at + lane;
      for (int i = 0; i < DescriptorSpace.COARSE_CELLS; i += 2, cell += 2 * UnitBlock.UNITS) {
        ByteVector one = apart(probe, i, blocks, cell);
        ByteVector other = apart(probe, i + 1, blocks, cell + UnitBlock.UNITS);
        ShortVector both = one.lanewise(VectorOperators.SUADD, other).reinterpretAsShorts();
        even = even.add(both.and((short) 0xff));
        odd = odd.add(both.lanewise(VectorOperators.LSHR, 8));
      }
      smallest = Math.min(smallest, even.min(odd).reduceLanes(VectorOperators.MIN));
      even.rearrange(FIRST_HALF, odd).intoArray(steps, from + lane);
      even.rearrange(SECOND_HALF, odd).intoArray(steps, from + lane + SHORTS.length());
    }
    return smallest;
  }

  private static ByteVector apart(Probe probe, int cell, MemorySegment blocks, long at) {
    ByteVector value = ByteVector.fromMemorySegment(BYTES, blocks, at, ORDER);
    ByteVector above = value.lanewise(VectorOperators.SUSUB, probe.above[cell]);
    ByteVector below =
        ByteVector.broadcast(BYTES, probe.below[cell]).lanewise(VectorOperators.SUSUB, value);
    return above.or(below);
  }

  @Override
  public long atMost(short[] steps, int from, short limit) {
    long selected = 0;
    for (int place = 0; place < UnitBlock.UNITS; place += SHORTS.length()) {
      ShortVector some = ShortVector.fromArray(SHORTS, steps, from + place);
      selected |= some.compare(VectorOperators.LE, limit).toLong() << place;
    }
    return selected;
  }

  @Override
  public int fine(Probe probe, MemorySegment cells, long at) {
    int sum = 0;
    for (int i = 0; i < DescriptorSpace.CELLS; i += BYTES.length()) {
      ByteVector unit = ByteVector.fromMemorySegment(BYTES, cells, at + i, ORDER);
      ByteVector mine = ByteVector.fromArray(BYTES, probe.cells, i);
      ShortVector apart =
          unit.lanewise(VectorOperators.SUSUB, mine)
              .or(mine.lanewise(VectorOperators.SUSUB, unit))
              .reinterpretAsShorts();
      IntVector pairs =
          apart.and((short) 0xff).add(apart.lanewise(VectorOperators.LSHR, 8)).reinterpretAsInts();
      sum +=
          pairs
              .and(0xffff)
              .add(pairs.lanewise(VectorOperators.LSHR, 16))
              .reduceLanes(VectorOperators.ADD);
    }
    return sum;
  }

  @Override
  public int exact(Probe probe, MemorySegment squares, long at) {
    if (!EXPANDS) {
      return ScalarKernel.sparse(probe, squares, at);
    }
    LongVector sum = LongVector.zero(LONGS);
    long next = at + SparseSquare.WORDS_AT;
    for (int group = 0; group < 4; group++) {
      long kept = squares.get(LONG, at + (long) Long.BYTES * group);
      long full = squares.get(LONG, at + SparseSquare.FULL_AT + (long) Long.BYTES * group);
      for (int i = 0; i < Long.SIZE; i += 8, kept >>>= 8, full >>>= 8) {
        VectorMask<Long> keptHere = VectorMask.fromLong(LONGS, kept & 0xff);
        LongVector unit =
            LongVector.fromMemorySegment(LONGS, squares, next, ORDER)
                .expand(keptHere)
                .blend(-1L, VectorMask.fromLong(LONGS, full & 0xff));
        LongVector mine = LongVector.fromArray(LONGS, probe.words, Long.SIZE * group + i);
        sum = sum.add(mine.lanewise(VectorOperators.XOR, unit).lanewise(VectorOperators.BIT_COUNT));
        next += (long) Long.BYTES * Long.bitCount(kept & 0xff);
      }
    }
    return (int) sum.reduceLanes(VectorOperators.ADD);
  }
}
