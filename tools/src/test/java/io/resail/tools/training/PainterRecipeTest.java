package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.synth.network.Light;
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
}
