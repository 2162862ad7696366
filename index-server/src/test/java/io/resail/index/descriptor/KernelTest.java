package io.resail.index.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class KernelTest {
  private static final List<Kernel> KERNELS = List.of(new ScalarKernel(), new VectorKernel());

  @RepeatedTest(30)
  void boundsNestBelowTheExactDifferenceAndBothFormsAgree(SplittableRandom random) {
    SquareMask target = SquareMask.of(Masks.any(random));
    Probe probe = new Probe(target);
    SquareMask[] units = new SquareMask[UnitBlock.UNITS];
    byte[] blocks = new byte[2 * UnitBlock.BYTES];
    byte[] cells = new byte[UnitBlock.UNITS * DescriptorSpace.CELLS];
    MemorySegment second = MemorySegment.ofArray(blocks).asSlice(UnitBlock.BYTES);
    for (int place = 0; place < units.length; place++) {
      units[place] = random.nextInt(8) == 0 ? target : SquareMask.of(Masks.any(random));
      byte[] descriptor = Descriptor.bytes(3, 1 + place, units[place]);
      UnitBlock.put(second, place, descriptor, 0);
      for (int cell = 0; cell < DescriptorSpace.CELLS; cell++) {
        cells[place * DescriptorSpace.CELLS + cell] = (byte) units[place].cell(cell);
      }
    }
    short[][] steps = new short[KERNELS.size()][100];
    for (int i = 0; i < KERNELS.size(); i++) {
      int smallest =
          KERNELS
              .get(i)
              .coarse(probe, MemorySegment.ofArray(blocks), UnitBlock.BYTES, steps[i], 30);
      int expected = Short.MAX_VALUE;
      for (int place = 0; place < units.length; place++) {
        expected = Math.min(expected, steps[i][30 + place]);
      }
      assertThat(smallest).isEqualTo(expected);
    }
    assertThat(steps[1]).isEqualTo(steps[0]);
    short limit = steps[0][30 + random.nextInt(units.length)];
    for (Kernel kernel : KERNELS) {
      long selected = kernel.atMost(steps[0], 30, limit);
      for (int place = 0; place < units.length; place++) {
        assertThat(selected >>> place & 1).isEqualTo(steps[0][30 + place] <= limit ? 1 : 0);
      }
    }
    for (int place = 0; place < units.length; place++) {
      byte[] sparse = new byte[SparseSquare.MOST_BYTES + 64];
      random.nextBytes(sparse);
      int length = SparseSquare.encode(units[place].toBytes(), 0, sparse);
      assertThat(SparseSquare.WORDS_AT + SparseSquare.wordBytes(sparse)).isEqualTo(length);
      byte[] decoded = new byte[DescriptorSpace.MASK_BYTES];
      SparseSquare.decode(sparse, decoded);
      assertThat(decoded).isEqualTo(units[place].toBytes());
      int exact = target.differingPixels(units[place]);
      int fine = fine(KERNELS.getFirst(), probe, cells, place);
      assertThat(fine).isLessThanOrEqualTo(exact);
      assertThat(UnitBlock.PIXELS_PER_STEP * steps[0][30 + place]).isLessThanOrEqualTo(fine);
      for (Kernel kernel : KERNELS) {
        assertThat(fine(kernel, probe, cells, place)).isEqualTo(fine);
        assertThat(kernel.exact(probe, MemorySegment.ofArray(sparse), 0)).isEqualTo(exact);
      }
      assertThat(UnitBlock.boxArea(MemorySegment.ofArray(blocks), UnitBlock.BYTES, place))
          .isEqualTo(1 + place);
      assertThat(UnitBlock.count(MemorySegment.ofArray(blocks), UnitBlock.BYTES, place))
          .isEqualTo(units[place].count());
    }
    assertThat(Arrays.copyOf(blocks, UnitBlock.BYTES)).containsOnly(0);
  }

  private static int fine(Kernel kernel, Probe probe, byte[] cells, int place) {
    int[] differing = {-1, -1, -1};
    long[] units = {0, 0, place - 7};
    kernel.fine(probe, MemorySegment.ofArray(cells), 7, units, 2, 3, differing);
    assertThat(differing[1]).isEqualTo(-1);
    return differing[0];
  }
}
