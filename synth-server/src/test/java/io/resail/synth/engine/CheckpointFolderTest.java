package io.resail.synth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
  private static final Checkpoint CHECKPOINT =
      Checkpoint.untrained(
          "m",
          new NetworkSettings(
              NormKind.SPADE, 3, new NetworkSettings.Widths(1, 1, 1), Upsampling.NORMAL, 32, 1),
          "f",
          1);

  @TempDir private Path around;
  private Path root;
  private CheckpointFolder folder;

  @BeforeEach
  void fill() throws IOException {
    root = Files.createDirectories(around.resolve("models/streets")).getParent();
    CHECKPOINT.write(root.resolve("streets/day.safetensors"));
    CHECKPOINT.write(around.resolve("secret.safetensors"));
    Files.writeString(root.resolve("notes.txt"), "no model");
    folder = CheckpointFolder.at(root);
  }

  private FaultException refusal(String name) {
    return catchThrowableOfType(FaultException.class, () -> folder.read(name));
  }

  @Test
  void listsAndReadsWhatIsInIt() {
    assertThat(folder.files()).containsExactly("streets/day.safetensors");
    assertThat(folder.read("streets/day.safetensors").hash()).isEqualTo(CHECKPOINT.hash());
    assertThat(folder.read("streets/../streets/day.safetensors").model()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.safetensors",
        "streets/../../secret.safetensors",
        "..",
        ".",
        "",
        " ",
        "a\0.safetensors"
      })
  void namesThatLeadOutAreRefused(String name) {
    assertThat(refusal(name).fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(refusal(name)).hasMessageContaining("streets/day.safetensors");
  }

  @Test
  void wholePathsAreRefusedEvenOfFilesThatExist() {
    assertThat(refusal(around.resolve("secret.safetensors").toString()).fault())
        .isEqualTo(Fault.WRONG_INPUT);
    assertThat(refusal("/etc/passwd").fault()).isEqualTo(Fault.WRONG_INPUT);
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Files.createSymbolicLink(
        root.resolve("link.safetensors"), around.resolve("secret.safetensors"));
    Files.createSymbolicLink(root.resolve("up"), around);

    assertThat(refusal("link.safetensors").fault()).isEqualTo(Fault.WRONG_INPUT);
    assertThat(refusal("up/secret.safetensors").fault()).isEqualTo(Fault.WRONG_INPUT);
  }

  @Test
  void whatIsMissingOrNoModelIsNamed() throws IOException {
    assertThat(refusal("none.safetensors").fault()).isEqualTo(Fault.UNKNOWN);
    assertThat(refusal("none.safetensors")).hasMessageContaining("streets/day.safetensors");
    assertThat(refusal("notes.txt").fault()).isEqualTo(Fault.WRONG_INPUT);
    Files.writeString(root.resolve("bad.safetensors"), "no model");
    assertThat(refusal("bad.safetensors").fault()).isEqualTo(Fault.DAMAGED);
    assertThat(
            catchThrowableOfType(
                    FaultException.class, () -> CheckpointFolder.at(root.resolve("nowhere")))
                .fault())
        .isEqualTo(Fault.UNKNOWN);
  }
}
