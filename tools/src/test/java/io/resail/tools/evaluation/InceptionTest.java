package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.fault.FaultException;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class InceptionTest {
  private static Weights weights(SplittableRandom random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (InceptionLayers.Layer layer : InceptionLayers.ALL) {
      int each = layer.in() * layer.high() * layer.wide();
      float[] kernel = new float[layer.out() * each];
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = (float) ((random.nextDouble() - 0.5) * Math.sqrt(24.0 / each));
      }
      tensors.put(layer.name() + ".conv.weight", Tensor.of(kernel, layer.shape()));
      tensors.put(layer.name() + ".bn.weight", filled(layer.out(), 2));
      tensors.put(layer.name() + ".bn.bias", filled(layer.out(), 0.3f));
      tensors.put(layer.name() + ".bn.running_mean", filled(layer.out(), 0.2f));
      tensors.put(layer.name() + ".bn.running_var", filled(layer.out(), 4 - 1e-3f));
    }
    tensors.put("fc.weight", filled(3, 1));
    return new Weights(tensors, Map.of());
  }

  private static Tensor filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return Tensor.of(values, length);
  }

  /// As many as Inception-v3 has without its classifiers.
  @Test
  void hasTheLayersOfInception() {
    long learned =
        InceptionLayers.ALL.stream()
            .mapToLong(layer -> (long) layer.out() * (layer.in() * layer.high() * layer.wide() + 2))
            .sum();
    assertThat(learned).isEqualTo(21_785_568);
  }

  @Test
  void foldsBatchNormIntoTheConvolution(SplittableRandom random) {
    Weights given = weights(random);
    InceptionWeights folded = InceptionWeights.of(given);
    String name = "Mixed_6b.branch7x7_2";
    float before = given.tensor(name + ".conv.weight").floats()[5];
    // gain 2 / sqrt(variance + 0.001) = 1, and 0.3 - 0.2 * 1
    assertThat(folded.folded().tensor(name + ".weight").floats()[5])
        .isCloseTo(before, within(1e-6f));
    assertThat(folded.folded().tensor(name + ".bias").floats()[5]).isCloseTo(0.1f, within(1e-6f));
    assertThat(folded.folded().find("fc.weight")).isEmpty();
  }

  @Test
  void givesTheNumbersThatStandForAnImage(SplittableRandom random) {
    NativeEngine.start();
    OutputSize size = new OutputSize(64, 48);
    float[] image = new float[3 * 64 * 48];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(256) / 127.5f - 1;
    }
    float[] black = new float[image.length];
    Arrays.fill(black, -1);
    try (Inception inception = new Inception(InceptionWeights.of(weights(random)), size)) {
      float[] features = inception.features(image);
      assertThat(features).hasSize(Inception.FEATURES);
      assertThat(Arrays.equals(inception.features(image), features)).isTrue();
      assertThat(Arrays.equals(inception.features(black), features)).isFalse();
      for (float feature : features) {
        assertThat(feature).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void resizesByHalfPixels() {
    // A ramp of slope 1 / 8 a column: what lies between two columns is exact.
    OutputSize size = new OutputSize(16, 8);
    float[] ramp = new float[3 * 16 * 8];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 16 / 8f - 1;
    }
    float[] resized = Inception.resized(ramp, size);
    for (int x = 0; x < Inception.SIDE; x++) {
      double column = Math.clamp((x + 0.5) * 16 / Inception.SIDE - 0.5, 0, 15);
      assertThat((double) resized[7 * Inception.SIDE + x]).isCloseTo(column / 8 - 1, within(1e-6));
    }
  }

  @Test
  void refusesOtherNetworks(SplittableRandom random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights(random).tensors());
    tensors.put("Mixed_5b.branch1x1.conv.weight", filled(4, 1));
    assertThatThrownBy(() -> InceptionWeights.of(new Weights(tensors, Map.of())))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("Mixed_5b.branch1x1")
        .hasMessageContaining("[64, 192, 1, 1]");
  }
}
