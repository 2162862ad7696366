package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synth.weights.ElementType;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final NetworkSettings SETTINGS =
      new NetworkSettings(
          NormKind.RESAIL, 4, new NetworkSettings.Widths(1, 2, 2), Upsampling.NORMAL, 96, 1);

  @TempDir Path folder;
  private final Checkpoint checkpoint = Checkpoint.untrained("demo", SETTINGS, "c0ffee", 7);

  @Test
  void givesBackWhatWasWritten() {
    checkpoint.write(file());

    assertThat(Checkpoint.read(file())).isEqualTo(checkpoint);
    assertThat(Checkpoint.read(file()).hash()).isEqualTo(checkpoint.hash());
    assertThat(checkpoint.trained()).isFalse();
    assertThat(checkpoint.provenance()).contains("seed 7");
  }

  @Test
  void takesHalfTheRoomInHalfPrecision() {
    checkpoint.halved().write(file());

    Weights weights = Checkpoint.read(file()).weights();
    assertThat(weights.tensor("fc.weight").type()).isEqualTo(ElementType.F16);
    assertThat(weights.tensor("fc.weight").count())
        .isEqualTo(checkpoint.weights().tensor("fc.weight").count());
    assertThat(checkpoint.halved().hash()).isNotEqualTo(checkpoint.hash());
  }

  @Test
  void refusesWeightsThatDoNotFitTheirSettings() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.weights().tensors());
    tensors.remove("fc.bias");

    assertThatThrownBy(
            () ->
                new Checkpoint(
                    "demo",
                    SETTINGS,
                    GuidanceRule.INTENDED,
                    "c0ffee",
                    true,
                    "",
                    new Weights(tensors, Map.of())))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.DAMAGED))
        .hasMessageContaining("fc.bias");
  }

  @Test
  void refusesAFileOfAnotherFormatAndNamesBoth() {
    checkpoint.write(file());
    Weights stored = Safetensors.read(file());
    Map<String, String> words = new LinkedHashMap<>(stored.metadata());
    words.put("format", "resail-generator 2");
    Safetensors.write(file(), stored.withMetadata(words));

    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("'resail-generator 2'")
        .hasMessageContaining("'resail-generator 1'");
  }

  @Test
  void refusesTensorsThatAreNoGenerator() {
    Safetensors.write(file(), checkpoint.weights());

    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void theEngineStartsOnceAndSaysWhichItIs() {
    NativeEngine.start(1);
    NativeEngine.start(2);

    assertThat(NativeEngine.version()).startsWith("PyTorch 2.");
    assertThatThrownBy(() -> NativeEngine.start(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsHowItsGuidanceIsComposed() {
    Checkpoint fitted =
        new Checkpoint(
            "demo", SETTINGS, GuidanceRule.FITTED, "c0ffee", false, "", checkpoint.weights());
    fitted.write(file());

    assertThat(Checkpoint.read(file())).isEqualTo(fitted);
    assertThat(Checkpoint.read(file()).halved().guidance()).isEqualTo(GuidanceRule.FITTED);
  }

  private Path file() {
    return folder.resolve("demo.safetensors");
  }
}
