package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.FaultException;
import io.resail.synth.network.Layers;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.SpectralVectors;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Weights;
import io.resail.testing.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.class)
class SegmentationNetworkTest {
  /// Spec 6.7.
  @ParameterizedTest
  @CsvSource({"35, 22251299", "151, 22258839", "183, 22260919"})
  void countsAsManyLearnedNumbersAsThePapers(int labels, long count) {
    assertThat(new UNet(labels, 1).blueprint().learned()).isEqualTo(count);
  }

  @Test
  void namesItsLayersByTheStepsBeforeThem() {
    assertThat(new UNet(35, 1).blueprint().entries())
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
    UNet network = new UNet(7, 1);
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
    UNet network = new UNet(7, 16);
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

  @Test
  void aDilatedOneSeesAtEveryPixelAndFarAroundIt(long seed) {
    SegmentationNetwork network = SegmentationNetwork.Build.DILATED.of(7, 16);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters = Parameters.load(network.initial(seed), manager);
        Scratch _ = new Scratch()) {
      State state = parameters.evaluation();
      float[] values = new float[3 * 128 * 64];
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      NDArray image = manager.create(values, new Shape(1, 3, 64, 128));
      for (int i = 0; i < 64; i++) {
        values[i / 8 * 128 + i % 8] += 1;
      }
      NDArray other = manager.create(values, new Shape(1, 3, 64, 128));

      NDArray logits = network.logits(state, image);
      NDArray moved = network.logits(state, other).sub(logits).abs().max(new int[] {0});

      assertThat(logits.getShape()).isEqualTo(new Shape(1, 7, 64, 128));
      assertThat(network.features(state, image).stream().map(NDArray::getShape))
          .containsExactly(
              new Shape(1, 4, 64, 128),
              new Shape(1, 8, 32, 64),
              new Shape(1, 16, 16, 32),
              new Shape(1, 16, 16, 32));
      assertThat(moved.getFloat(0, 0, 0)).isPositive();
      assertThat(moved.getFloat(0, 63, 63)).as("the far corner").isPositive();
      assertThatThrownBy(() -> network.logits(state, manager.zeros(new Shape(1, 3, 64, 98))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("multiples of 4");
    }
  }

  @Test
  void aDilatedOneLearnsToTellBrightFromDark(long seed) {
    SegmentationNetwork network = SegmentationNetwork.Build.DILATED.of(2, 8);
    SplittableRandom random = new SplittableRandom(seed);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        Parameters parameters = Parameters.load(network.initial(seed), manager);
        Adam adam = Adam.begin(parameters, new Adam.Rates(2e-2, 0.9, 0.999, 1e-8), manager)) {
      List<Float> losses = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        try (Scratch _ = new Scratch()) {
          float[] values = new float[2 * 3 * 64 * 64];
          int[] classes = new int[2 * 64 * 64];
          for (int i = 0; i < classes.length; i++) {
            classes[i] = i / 16 % 2;
            int image = i / 4096;
            for (int channel = 0; channel < 3; channel++) {
              values[(3 * image + channel) * 4096 + i % 4096] =
                  (float) (classes[i] - 0.5 + random.nextDouble(-0.1, 0.1));
            }
          }
          NDArray image = manager.create(values, new Shape(2, 3, 64, 64));
          NDArray labels = manager.create(classes, new Shape(2, 64, 64));
          parameters.recordGradients(true);
          Terms terms = new Terms();
          try (Recording _ = Recording.on()) {
            NDArray logits = network.logits(parameters.training(), image);
            terms.add("segmentation", TrainingOperators.crossEntropy(logits, labels).mean());
          }
          terms.followBack();
          adam.step(2e-2);
          losses.add(terms.total().getFloat());
        }
      }

      assertThat(losses.getLast()).as("%s", losses).isLessThan(losses.getFirst() / 2);
    }
  }

  @Test
  void aFileSaysWhichBuildItHolds(@TempDir Path folder, long seed) {
    SegmentationNetwork network = SegmentationNetwork.Build.DILATED.of(7, 16);
    Path file = folder.resolve("judge.safetensors");
    new SegmenterCheckpoint(network, "classes", "untrained", network.initial(seed))
        .halved()
        .write(file);

    SegmenterCheckpoint read = SegmenterCheckpoint.read(file);

    assertThat(read.network()).isEqualTo(network);
    Weights stored = Safetensors.read(file);
    Map<String, String> words = new HashMap<>(stored.metadata());
    words.put("build", "PYRAMID");
    Safetensors.write(file, stored.withMetadata(words));
    assertThatThrownBy(() -> SegmenterCheckpoint.read(file))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("PYRAMID")
        .hasMessageContaining("DILATED");
  }
}
