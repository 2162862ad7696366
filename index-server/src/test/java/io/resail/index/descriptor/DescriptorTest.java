package io.resail.index.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.Mask;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class DescriptorTest {
  @RepeatedTest(50)
  void samplesByNearestAAndKeepsEveryBit(SplittableRandom random) {
    Mask mask = Masks.any(random);
    SquareMask square = SquareMask.of(mask);
    int count = 0;
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        boolean expected = mask.has(x * mask.width() / 128, y * mask.height() / 128);
        assertThat(square.has(x, y)).isEqualTo(expected);
        count += expected ? 1 : 0;
      }
    }
    assertThat(square.count()).isEqualTo(count);
    assertThat(SquareMask.ofBytes(square.toBytes(), 0)).isEqualTo(square);
  }

  @RepeatedTest(50)
  void neverBoundsAboveTheDifferenceItself(SplittableRandom random) {
    SquareMask a = SquareMask.of(Masks.any(random));
    SquareMask b = SquareMask.of(Masks.any(random));
    byte[] stored = Descriptor.bytes(5, 7, b);
    int bound = Descriptor.fewestDifferingPixels(a, stored, 0);
    assertThat(bound).isLessThanOrEqualTo(a.differingPixels(b));
    assertThat(bound).isGreaterThanOrEqualTo(Math.abs(a.count() - b.count()));
    assertThat(a.differingPixels(b.toBytes(), 0)).isEqualTo(a.differingPixels(b));
    assertThat(Descriptor.classId(stored, 0)).isEqualTo(5);
    assertThat(Descriptor.boxArea(stored, 0)).isEqualTo(7);
    assertThat(Descriptor.count(stored, 0)).isEqualTo(b.count());
  }

  @Test
  void countsAFullSquareDespiteItsFullCells() {
    SquareMask full = SquareMask.of(Mask.of(128, 128, (x, y) -> true));
    SquareMask empty = SquareMask.of(Mask.of(128, 128, (x, y) -> false));
    assertThat(Descriptor.fewestDifferingPixels(full, Descriptor.bytes(1, 1, empty), 0))
        .isEqualTo(128 * 128);
    assertThat(Descriptor.count(Descriptor.bytes(1, 1, full), 0)).isEqualTo(128 * 128);
  }
}
