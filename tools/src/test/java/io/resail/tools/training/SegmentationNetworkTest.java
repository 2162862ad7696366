package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import io.resail.testing.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.class)
class SegmentationNetworkTest {
  /// Spec 6.7.
  @ParameterizedTest
  @CsvSource({"35, 22251299", "151, 22258839", "183, 22260919"})
  void countsAsManyLearnedNumbersAsThePapers(int labels, long count) {
    assertThat(new SegmentationNetwork(labels).blueprint().learned()).isEqualTo(count);
  }

  @Test
  void namesItsLayersByTheStepsBeforeThem() {
    assertThat(new SegmentationNetwork(35).blueprint().entries())
        .containsKeys(
            "body_down.0.conv1.0.weight_orig",
            "body_down.0.conv_s.bias",
            "body_down.5.conv1.1.weight_u",
            "body_up.0.conv1.2.bias",
            "body_up.5.conv2.1.weight_v",
            "layer_up_last.weight")
        .doesNotContainKeys("body_down.1.conv_s.bias", "body_up.0.conv_s.bias");
  }

  @Test
  void givesLogitsAtEveryPixelAndLetsTheImageBeMovedByThem(long seed) {
    SegmentationNetwork network = new SegmentationNetwork(7);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters = Parameters.load(network.blueprint().initial(seed), manager)) {
      NDArray image = manager.randomNormal(new Shape(1, 3, 64, 128));
      int before = manager.getManagedArrays().size();

      NDArray logits = network.logits(parameters.evaluation(), image);

      assertThat(logits.getShape()).isEqualTo(new Shape(1, 7, 64, 128));
      assertThat(manager.getManagedArrays()).hasSize(before + 1);
      assertThat(network.features(parameters.evaluation(), image)).hasSize(6);
      assertThatThrownBy(
              () -> network.logits(parameters.evaluation(), manager.zeros(new Shape(1, 3, 64, 96))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("64");
    }
  }

  @Test
  void seesFinelyWhatItSeesHalvedAndAsTheSpecWritesIt(long seed) {
    SegmentationNetwork network = new SegmentationNetwork(7, 16);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters =
            Parameters.load(
                SpectralVectors.settled(network.blueprint().initial(seed), 10), manager);
        Scratch _ = new Scratch()) {
      State state = parameters.evaluation();
      NDArray image = manager.randomNormal(new Shape(2, 3, 64, 128));

      List<NDArray> fine = network.fineFeatures(state, image);
      List<NDArray> halved = network.features(state, image);

      assertThat(fine).hasSize(5);
      assertThat(fine.getFirst().getShape()).isEqualTo(new Shape(2, 8, 64, 128));
      for (int i = 0; i < fine.size(); i++) {
        assertThat(Torch.half(fine.get(i))).isEqualTo(halved.get(i));
      }
      State first = state.under("body_down.0");
      NDArray main = Layers.spectralConv(first.under("conv1.0"), image, 1, 1);
      main = Layers.spectralConv(first.under("conv2.1"), Torch.leaky(main), 1, 1);
      NDArray shortcut = Layers.spectralConv(first.under("conv_s"), Torch.half(image), 1, 0);
      NDArray apart = halved.getFirst().sub(Torch.half(main).add(shortcut)).abs();
      assertThat(apart.max().getFloat()).isLessThan(1e-5f);
      assertThat(halved.getFirst().abs().max().getFloat()).isGreaterThan(0.1f);
    }
  }

  @Test
  void layersOfOneMagnitudeCountAlike() {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      List<NDArray> real = List.of(manager.zeros(new Shape(2, 8)), manager.zeros(new Shape(3)));
      List<NDArray> painted = List.of(real.getFirst().add(0.5f), real.getLast().sub(2));

      assertThat(Losses.perceptualAlike(painted, real).getFloat()).isEqualTo(2.5f);
    }
  }
}
