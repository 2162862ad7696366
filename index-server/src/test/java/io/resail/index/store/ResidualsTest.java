package io.resail.index.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class ResidualsTest {
  @RepeatedTest(20)
  void givesThePixelsBack(SplittableRandom random) {
    byte[] pixels = new byte[3 * random.nextInt(200)];
    random.nextBytes(pixels);
    byte[] samples = pixels.clone();
    Residuals.of(samples);
    Residuals.restore(samples, 0);
    assertThat(samples).isEqualTo(pixels);
  }

  @Test
  void isNothingWhereAPixelIsLikeTheOneBefore() {
    byte[] samples = {(byte) 200, 10, 7, (byte) 200, 10, 7, (byte) 201, 11, 8};
    Residuals.of(samples);
    assertThat(samples).containsExactly((byte) 190, 10, -3, 0, 0, 0, 0, 1, 0);
  }
}
