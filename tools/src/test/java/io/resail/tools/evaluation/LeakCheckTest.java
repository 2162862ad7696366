package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class LeakCheckTest {
  @Test
  void findsCopiesOfTrainingImages(SplittableRandom random) {
    List<float[]> training = vectors(random, 50);

    LeakCheck check = LeakCheck.of(training.subList(0, 20), vectors(random, 20), training);

    assertThat(check.nearerThanOwn()).isEqualTo(1);
    assertThat(check.nearerThanAny()).isEqualTo(1);
    assertThat(check.paintedMedian()).isZero();
  }

  @Test
  void imagesLikeHeldOutOnesAreNearerHalfOfTheTime(SplittableRandom random) {
    LeakCheck check = LeakCheck.of(vectors(random, 400), vectors(random, 400), vectors(random, 30));

    assertThat(check.nearerThanOwn()).isEqualTo(0.5, within(0.15));
    assertThat(check.nearerThanAny()).isLessThan(0.1);
    assertThat(check.paintedMedian()).isEqualTo(check.heldOutMedian(), within(0.3));
  }

  @Test
  void refusesPhotographsThatDoNotPair(SplittableRandom random) {
    assertThatThrownBy(
            () -> LeakCheck.of(vectors(random, 2), vectors(random, 3), vectors(random, 1)))
        .hasMessageContaining("as many photographs");
  }

  private static List<float[]> vectors(SplittableRandom random, int number) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      float[] vector = new float[6];
      for (int k = 0; k < vector.length; k++) {
        vector[k] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
