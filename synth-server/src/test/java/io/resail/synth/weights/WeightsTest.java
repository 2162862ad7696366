package io.resail.synth.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private final Tensor one = Tensor.of(new float[] {1, 2}, 2);
  private final Tensor other = Tensor.of(new float[] {1, 3}, 2);

  @Test
  void hashesAlikeWhateverTheOrderAndDifferentlyWhateverElseChanges() {
    Map<String, Tensor> swapped = new LinkedHashMap<>();
    swapped.put("b", other);
    swapped.put("a", one);
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    ordered.put("a", one);
    ordered.put("b", other);
    Weights weights = new Weights(ordered, Map.of("k", "v"));

    assertThat(new Weights(swapped, Map.of("k", "v")).hash()).isEqualTo(weights.hash()).hasSize(64);
    assertThat(weights.hash())
        .isNotEqualTo(weights.withMetadata(Map.of("k", "w")).hash())
        .isNotEqualTo(new Weights(Map.of("a", one, "b", one), Map.of("k", "v")).hash())
        .isNotEqualTo(new Weights(Map.of("a", one, "c", other), Map.of("k", "v")).hash())
        .isNotEqualTo(
            new Weights(
                    Map.of("a", one, "b", Tensor.of(new float[] {1, 3}, 1, 2)), Map.of("k", "v"))
                .hash());
  }

  @Test
  void namesTheTensorThatIsMissing() {
    assertThatThrownBy(() -> new Weights(Map.of("a", one), Map.of()).tensor("fc.weight"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("fc.weight");
  }

  @Test
  void halvesFloatsAndLeavesIntegersAlone() {
    Tensor count = Tensor.of(new long[] {1L << 40});
    Weights halved = new Weights(Map.of("a", one, "n", count), Map.of()).halved();

    assertThat(halved.tensor("a").type()).isEqualTo(ElementType.F16);
    assertThat(halved.tensor("a").floats()).containsExactly(1, 2);
    assertThat(halved.tensor("n")).isEqualTo(count);
  }

  @Test
  void refusesToReadFractionsAsIntegersAndTheOtherWayRound() {
    assertThatThrownBy(one::longs).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Tensor.of(new long[1], 1).floats())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesElementsThatDoNotFillTheShape() {
    assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2]");
  }
}
