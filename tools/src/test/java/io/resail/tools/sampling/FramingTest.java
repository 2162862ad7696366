package io.resail.tools.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.synthesis.OutputSize;
import io.resail.testing.Seeds;
import io.resail.tools.distortion.Geometry;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class FramingTest {
  @Test
  void windowsLieAnywhereInsideTheLoadedSquare(SplittableRandom random) {
    Framing framing = new Framing(Framing.Mode.RESIZE_AND_CROP, 10, 8, 1, true);
    Set<Geometry> drawn = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      drawn.add(framing.draw(random));
    }

    assertThat(drawn).hasSize(3 * 3 * 2);
    assertThat(drawn).allMatch(g -> g.size().equals(new OutputSize(8, 8)));
  }

  @Test
  void fixedPicturesKeepTheirAspectAndAreFlippedOnlyIfAsked(SplittableRandom random) {
    Framing framing = new Framing(Framing.Mode.FIXED, 0, 512, 2, false);

    assertThat(framing.size()).isEqualTo(new OutputSize(512, 256));
    for (int i = 0; i < 20; i++) {
      assertThat(framing.draw(random)).isEqualTo(framing.whole());
    }
  }

  @Test
  void refusesAWindowLargerThanThePicture() {
    assertThatThrownBy(() -> new Framing(Framing.Mode.RESIZE_AND_CROP, 200, 256, 1, true))
        .hasMessageContaining("load 200 with crop 256");
  }
}
