package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiversityTest {
  @Test
  void isTheMeanOverPairs() {
    float[] black = {-1, -1};
    float[] half = {-1, 0};
    float[] full = {1, 1};

    Diversity diversity =
        Diversity.of(
            List.of(black, half, full),
            List.of(new float[] {0, 0}, new float[] {3, 4}, new float[] {0, 0}));

    assertThat(diversity.pixels()).isEqualTo((63.75 + 255 + 191.25) / 3, within(1e-6));
    assertThat(diversity.features()).isEqualTo((5 + 0 + 5) / 3.0, within(1e-6));
  }

  @Test
  void ofSingleImagesIsNone() {
    assertThat(Diversity.mean(List.of())).isEqualTo(new Diversity(0, 0));
    assertThat(Diversity.of(List.of(new float[1]), List.of(new float[1])))
        .isEqualTo(new Diversity(0, 0));
  }
}
