package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.synth.network.Light;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PainterRecipeTest {
  /// Losses would else compare pictures of one light with photographs of another.
  @ParameterizedTest
  @EnumSource(Light.class)
  void distortedTruthIsMadeForTheLightOfTheGenerator(Light light) {
    PainterRecipe recipe =
        Training.painter("{\"generator\": {\"light\": \"" + light + "\"}}", "test");

    assertThat(recipe.sampleSettings().light()).isEqualTo(light);
    assertThat(recipe.generator().settings(35).light()).isEqualTo(light);
  }

  @Test
  void blendingScalarsMoveAtTheRateOfTheOthersUnlessToldOtherwise() {
    assertThat(Training.painter("{}", "test").rates().blending()).isOne();
    assertThat(Training.painter("{\"rates\": {\"blending\": 25}}", "test").rates().blending())
        .isEqualTo(25);
    assertThatThrownBy(() -> Training.painter("{\"rates\": {\"blending\": 0}}", "test"))
        .hasMessageContaining("learning rates 1.0E-4, 4.0E-4, 0.0: need more than 0");
  }
}
