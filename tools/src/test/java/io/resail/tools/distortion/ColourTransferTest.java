package io.resail.tools.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeds.class)
class ColourTransferTest {
  private final Fixture golden = new Fixture("color_transfer.safetensors");

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void agreesWithTheReference(int number) {
    RgbImage source = golden.image(number + ".src");
    Mask mask = golden.mask(number + ".src_mask");

    RgbImage out =
        ColourTransfer.transfer(
            source, mask, golden.image(number + ".dst"), golden.mask(number + ".dst_mask"));

    assertThat(ColourTransfer.lab(source, mask))
        .containsExactly(golden.tensor(number + ".src_lab").doubles(), within(1e-10));
    byte[] expected = golden.image(number + ".out").toSamples();
    byte[] found = out.toSamples();
    int different = 0;
    for (int i = 0; i < found.length; i++) {
      int difference = Math.abs((found[i] & 0xff) - (expected[i] & 0xff));
      assertThat(difference).isLessThanOrEqualTo(1);
      different += difference;
    }
    assertThat(different).isLessThanOrEqualTo(found.length / 100);
  }

  @RepeatedTest(20)
  void coloursOfItsOwnChangeHardlyAnything(SplittableRandom random) {
    Mask mask = Masks.any(random);
    RgbImage image = Pictures.noise(random, mask.width(), mask.height());

    RgbImage out = ColourTransfer.transfer(image, mask, image, mask);

    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        for (int c = 0; c < 3; c++) {
          // The two colour matrices are inverse only to four digits.
          int expected = mask.has(x, y) ? image.sample(x, y, c) : 0;
          assertThat(out.sample(x, y, c)).isBetween(expected - 2, expected + 2);
        }
      }
    }
  }

  @Test
  void refusesAModelWithoutPixels() {
    Mask empty = Mask.of(2, 2, (x, y) -> false);
    Mask full = Mask.of(2, 2, (x, y) -> true);

    assertThatThrownBy(
            () -> ColourTransfer.transfer(RgbImage.black(2, 2), full, RgbImage.black(2, 2), empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one pixel");
  }
}
