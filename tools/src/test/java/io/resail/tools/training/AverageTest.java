package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.resail.synth.network.Parameters;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AverageTest {
  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static Weights of(float value) {
    return new Weights(
        Map.of(
            "w", Tensor.of(new float[] {value}, 1),
            "norm.running_mean", Tensor.of(new float[] {value}, 1)),
        Map.of());
  }

  /// Kept as told from the first step, `0.99^40` of the beginning would be left: two thirds.
  @Test
  void theBeginningFadesInEarlySteps() {
    Average average = new Average(of(1000), 0.99f, manager);
    Parameters network = Parameters.load(of(1), manager);
    for (int step = 1; step <= 40; step++) {
      average.follow(network, step);
    }
    assertThat(average.weights().tensor("w").floats()[0]).isCloseTo(1, within(1e-3f));
  }

  @Test
  void laterItKeepsWhatItIsTold() {
    Average average = new Average(of(8), 0.75f, manager);
    Parameters network = Parameters.load(of(4), manager);
    average.follow(network, 1000);
    assertThat(average.weights().tensor("w").floats()).containsExactly(7);
    assertThat(average.weights().tensor("norm.running_mean").floats()).containsExactly(4);
  }
}
