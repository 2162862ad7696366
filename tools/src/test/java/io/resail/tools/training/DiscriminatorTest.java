package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Parameters;
import io.resail.testing.Seeds;
import io.resail.tools.training.DiscriminatorSettings.Kind;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seeds.class)
class DiscriminatorTest {
  /// Spec 6.7.
  @ParameterizedTest
  @CsvSource({
    "35, 5599362, 11104514",
    "36, 5601410, 11106562",
    "151, 5836930, 11342082",
    "183, 5902466, 11407618",
    "184, 5904514, 11409666"
  })
  void countsAsManyLearnedNumbersAsThePapers(int labels, long multiscale, long sesame) {
    assertThat(new DiscriminatorSettings(Kind.MULTISCALE, labels, 64).blueprint().learned())
        .isEqualTo(multiscale);
    assertThat(new DiscriminatorSettings(Kind.SESAME, labels, 64).blueprint().learned())
        .isEqualTo(sesame);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void judgesAPairAsItJudgesEachAndLeavesNothingElseBehind(Kind kind, long seed) {
    DiscriminatorSettings settings = new DiscriminatorSettings(kind, 4, 3);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters = Parameters.load(settings.blueprint().initial(seed), manager)) {
      Discriminator discriminator = new Discriminator(settings, parameters.evaluation());
      NDArray map = manager.ones(new Shape(2, 4, 24, 32));
      NDArray painted = manager.randomNormal(new Shape(2, 3, 24, 32));
      NDArray real = manager.randomNormal(new Shape(2, 3, 24, 32));
      int before = manager.getManagedArrays().size();

      Discriminator.Pair pair = discriminator.judge(map, painted, real);

      assertThat(manager.getManagedArrays()).hasSize(before + 2 * 2 * 5);
      Judgement alone = discriminator.judge(map, real);
      for (int scale = 0; scale < 2; scale++) {
        List<NDArray> together = pair.real().scales().get(scale);
        for (int layer = 0; layer < 5; layer++) {
          NDArray difference = together.get(layer).sub(alone.scales().get(scale).get(layer));
          assertThat(difference.abs().max().getFloat()).isLessThan(1e-5f);
        }
        assertThat(together.getLast().getShape().get(1)).isEqualTo(1);
      }
    }
  }
}
