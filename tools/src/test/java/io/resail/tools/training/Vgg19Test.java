package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.FaultException;
import io.resail.synth.network.Parameters;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Vgg19Test {
  /// Each layer gives its first input channel on every output channel.
  private static Weights passing() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Vgg19.Layer layer : Vgg19.LAYERS) {
      float[] kernel = new float[layer.out() * layer.in() * 9];
      for (int out = 0; out < layer.out(); out++) {
        kernel[out * layer.in() * 9 + 4] = 1;
      }
      tensors.put(layer.name() + ".weight", Tensor.of(kernel, layer.out(), layer.in(), 3, 3));
      tensors.put(layer.name() + ".bias", Tensor.of(new float[layer.out()], layer.out()));
    }
    tensors.put("classifier.0.weight", Tensor.of(new float[1], 1));
    return new Weights(tensors, Map.of());
  }

  @Test
  void givesFiveFeaturesEachTheLargestOfFourOfTheOneBefore() {
    VggWeights weights = new VggWeights(passing());
    assertThat(weights.weights().tensors()).hasSize(26);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters = Parameters.load(weights.weights(), manager)) {
      NDArray image = manager.randomUniform(-1, 1, new Shape(1, 3, 32, 32));

      List<NDArray> features = Vgg19.features(parameters.evaluation(), image);

      assertThat(features.stream().map(NDArray::getShape))
          .containsExactly(
              new Shape(1, 64, 32, 32),
              new Shape(1, 128, 16, 16),
              new Shape(1, 256, 8, 8),
              new Shape(1, 512, 4, 4),
              new Shape(1, 512, 2, 2));
      float largest = image.get("0, 0, :16, :16").max().getFloat();
      assertThat(features.getLast().get("0, 7, 0, 0").getFloat()).isEqualTo(Math.max(0, largest));
    }
  }

  @Test
  void refusesOtherNetworks() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(passing().tensors());
    tensors.put("features.5.weight", Tensor.of(new float[9], 1, 1, 3, 3));
    assertThatThrownBy(() -> new VggWeights(new Weights(tensors, Map.of())))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("features.5.weight")
        .hasMessageContaining("[128, 64, 3, 3]");
  }
}
