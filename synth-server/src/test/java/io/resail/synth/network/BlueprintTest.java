package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.fault.FaultException;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.testing.Seeds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.class)
class BlueprintTest {
  private final Draft draft = Draft.empty();

  @Test
  void startsWeightsNormallyAndTheRestPlainly(long seed) {
    draft.under("a").conv(30, 50, 3);
    draft.under("s").spectralConv(3, 40, 1, false);
    draft.under("n").statistics(5);
    draft.under("c").array("weight", Start.UNIFORM, 100, 10);
    Weights weights = draft.blueprint().initial(seed);

    float[] kernel = weights.tensor("a.weight").floats();
    double deviation = 0.02 * Math.sqrt(2.0 / (30 * 9 + 50 * 9));
    assertThat(mean(kernel, 1)).isCloseTo(0, within(deviation / 10));
    assertThat(Math.sqrt(mean(kernel, 2))).isCloseTo(deviation, within(deviation / 20));
    assertThat(weights.tensor("a.bias").floats()).containsOnly(0);
    assertThat(mean(weights.tensor("s.weight_u").floats(), 2) * 40).isCloseTo(1, within(1e-5));
    assertThat(weights.tensor("n.running_var").floats()).containsOnly(1);
    assertThat(weights.tensor("n.num_batches_tracked").longs()).containsExactly(0);
    assertThat(mean(weights.tensor("c.weight").floats(), 1)).isCloseTo(0.5, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({
    "XAVIER, 0.0010541",
    "NORMAL, 0.02",
    "XAVIER_UNIFORM, 0.0527046",
    "KAIMING, 0.0860663"
  })
  void startsWeightsByTheChosenRule(Initialization rule, double deviation, long seed) {
    draft.under("a").conv(30, 50, 3);
    float[] kernel = draft.blueprint().initial(seed, rule).tensor("a.weight").floats();

    assertThat(mean(kernel, 1)).isCloseTo(0, within(deviation / 10));
    assertThat(Math.sqrt(mean(kernel, 2))).isCloseTo(deviation, within(deviation / 20));
    double fourth = mean(kernel, 4) / Math.pow(mean(kernel, 2), 2);
    assertThat(fourth).isCloseTo(rule == Initialization.XAVIER_UNIFORM ? 1.8 : 3, within(0.3));
  }

  @Test
  void givesTheSameNumbersForASeedWhateverElseTheNetworkHas(long seed) {
    draft.under("a").conv(3, 4, 3);
    Tensor alone = draft.blueprint().initial(seed).tensor("a.weight");
    draft.under("b").conv(3, 4, 3);
    Weights together = draft.blueprint().initial(seed);

    assertThat(together.tensor("a.weight")).isEqualTo(alone);
    assertThat(together.tensor("b.weight")).isNotEqualTo(alone);
    assertThat(draft.blueprint().initial(seed + 1).tensor("a.weight")).isNotEqualTo(alone);
  }

  @Test
  void refusesWeightsOfAnotherNetworkAndNamesTheFirstDifference() {
    draft.under("a").conv(3, 4, 3);
    Blueprint blueprint = draft.blueprint();
    Weights right = blueprint.initial(1);
    blueprint.check(right);

    Map<String, Tensor> tensors = new LinkedHashMap<>(right.tensors());
    tensors.put("b.weight", Tensor.of(new float[1], 1));
    assertThatThrownBy(() -> blueprint.check(new Weights(tensors, Map.of())))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("b.weight");
    tensors.remove("b.weight");
    tensors.put("a.bias", Tensor.of(new float[5], 5));
    assertThatThrownBy(() -> blueprint.check(new Weights(tensors, Map.of())))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("a.bias")
        .hasMessageContaining("[4]");
    tensors.remove("a.bias");
    assertThatThrownBy(() -> blueprint.check(new Weights(tensors, Map.of())))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("a.bias");
  }

  private static double mean(float[] values, int power) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, power);
    }
    return sum / values.length;
  }
}
