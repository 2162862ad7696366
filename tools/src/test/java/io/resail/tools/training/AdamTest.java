package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.fault.FaultException;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.testing.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class AdamTest {
  private static final Weights START =
      new Weights(
          Map.of(
              "w", Tensor.of(new float[] {1, -2, 3}, 3),
              "idle", Tensor.of(new float[] {5}, 1),
              "running_mean", Tensor.of(new float[] {7}, 1)),
          Map.of());

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /// PyTorch's formula, with an epsilon large enough to matter.
  @RepeatedTest(5)
  void movesAsTheFormulaSays(SplittableRandom random) {
    Adam.Rates rates = new Adam.Rates(0.1, random.nextDouble(0.95), 0.9, 0.3);
    Parameters parameters = Parameters.load(START, manager);
    double[] weights = {1, -2, 3};
    double[] mean = new double[3];
    double[] square = new double[3];
    try (Adam adam = Adam.begin(parameters, rates, manager)) {
      for (int step = 1; step <= 6; step++) {
        float[] gradient = new float[3];
        for (int i = 0; i < 3; i++) {
          gradient[i] = (float) random.nextGaussian();
          mean[i] = rates.mean() * mean[i] + (1 - rates.mean()) * gradient[i];
          square[i] = rates.square() * square[i] + (1 - rates.square()) * gradient[i] * gradient[i];
          double hat = mean[i] / (1 - Math.pow(rates.mean(), step));
          double root = Math.sqrt(square[i] / (1 - Math.pow(rates.square(), step)));
          weights[i] -= 0.5 * rates.rate() * hat / (root + rates.epsilon());
        }
        pull(parameters, gradient);
        adam.step(0.5);
      }
    }
    float[] moved = parameters.array("w").toFloatArray();
    for (int i = 0; i < 3; i++) {
      assertThat(moved[i]).isCloseTo((float) weights[i], within(1e-5f));
    }
    assertThat(parameters.array("idle").toFloatArray()).containsExactly(5);
    assertThat(parameters.array("running_mean").toFloatArray()).containsExactly(7);
  }

  @Test
  void goesOnFromItsStateBitForBit(SplittableRandom random) {
    Parameters straight = Parameters.load(START, manager);
    Adam.Rates rates = new Adam.Rates(0.1, 0.5, 0.9, 1e-8);
    float[] second = {0.3f, -0.1f, random.nextFloat()};
    try (Adam adam = Adam.begin(straight, rates, manager)) {
      pull(straight, 0.2f, 0.4f, -0.6f);
      adam.step(1);
      Weights saved = straight.weights(Map.of());
      Weights state = adam.state();
      pull(straight, second);
      adam.step(1);

      Parameters resumed = Parameters.load(saved, manager);
      try (Adam again = Adam.resume(state, resumed, rates, manager)) {
        pull(resumed, second);
        again.step(1);
        assertThat(again.state()).isEqualTo(adam.state());
      }
      assertThat(resumed.weights(Map.of())).isEqualTo(straight.weights(Map.of()));
    }
  }

  @Test
  void refusesTheStateOfAnotherNetwork() {
    Parameters parameters = Parameters.load(START, manager);
    Weights other = new Weights(Map.of("mean.x", Tensor.of(new float[1], 1)), Map.of("steps", "3"));

    assertThatThrownBy(() -> Adam.resume(other, parameters, Adam.Rates.paper(1e-4), manager))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("mean.");
  }

  /// Gives `w` this gradient, and nothing to the others.
  private void pull(Parameters parameters, float... gradient) {
    parameters.recordGradients(true);
    try (Recording _ = Recording.on();
        Scratch _ = new Scratch()) {
      NDArray loss = parameters.array("w").mul(manager.create(gradient)).sum();
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
    }
  }
}
