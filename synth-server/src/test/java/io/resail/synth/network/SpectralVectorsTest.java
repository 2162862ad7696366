package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpectralVectorsTest {
  @Test
  void settledVectorsGiveTheLargestSingularValue() {
    // Diagonal 3, 1: the largest singular value is 3, along the first axes.
    Weights weights =
        new Weights(
            Map.of(
                "conv.weight_orig", Tensor.of(new float[] {3, 0, 0, 1}, 2, 2),
                "conv.weight_u", Tensor.of(new float[] {0.6f, 0.8f}, 2),
                "conv.weight_v", Tensor.of(new float[] {0, 1}, 2)),
            Map.of());

    Weights settled = SpectralVectors.settled(weights, 20);

    float[] u = settled.tensor("conv.weight_u").floats();
    float[] v = settled.tensor("conv.weight_v").floats();
    assertThat(3 * u[0] * v[0] + u[1] * v[1]).isCloseTo(3f, within(1e-5f));
    assertThat(settled.tensor("conv.weight_orig")).isEqualTo(weights.tensor("conv.weight_orig"));
  }
}
