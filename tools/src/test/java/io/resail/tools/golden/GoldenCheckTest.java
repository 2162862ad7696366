package io.resail.tools.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.tools.golden.GoldenRow.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCheckTest {
  private static final Path FILES = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  @Test
  void everyFileKeptWithTheTestsIsWithinItsBounds() throws IOException {
    List<GoldenRow> rows = GoldenCheck.run(FILES);

    assertThat(rows).allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.OK));
    assertThat(names(rows))
        .contains(
            "norm_sean eval.out",
            "norm_none train.after",
            "block_resail train.out",
            "discriminator_sesame train.after",
            "losses seg.grad_logits_of_x5",
            "generator_spade wide.out");
  }

  /// The larger files lie beside the repository on machines that have them.
  @Test
  void everyFileBesideTheRepositoryIsWithinItsBounds() throws IOException {
    Path shared = Path.of(System.getProperty("resail.root"), "..", "shared", "golden");
    assumeTrue(Files.isDirectory(shared), "no folder " + shared);

    assertThat(GoldenCheck.run(shared))
        .noneSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.FAILED));
  }

  @Test
  void aWrongNumberIsAFailureThatSaysHowWrong() throws IOException {
    change("norm_spade", "eval.out", tensor -> shifted(tensor, 0.5f));

    assertThat(row("norm_spade eval.out"))
        .satisfies(row -> assertThat(row.verdict()).isEqualTo(Verdict.FAILED))
        .satisfies(row -> assertThat(row.error()).isBetween(0.49, 0.51))
        .satisfies(row -> assertThat(row.bound()).isEqualTo(1e-4));
    assertThat(row("norm_spade train.out").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aNumberThatIsNoneIsAFailure() throws IOException {
    change("norm_spade", "eval.out", tensor -> shifted(tensor, Float.NaN));

    assertThat(row("norm_spade eval.out").verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aMissingTensorIsAFailureThatNamesIt() throws IOException {
    change("norm_spade", "state.mlp_gamma.weight", null);

    assertThat(row("norm_spade eval.out").verdict()).isEqualTo(Verdict.FAILED);
    assertThat(row("norm_spade eval.out").note()).contains("mlp_gamma.weight");
  }

  @Test
  void anUnreadableFileFailsAloneAndAnUnknownOneIsNeverOk() throws IOException {
    Files.writeString(folder.resolve("norm_broken.safetensors"), "not a tensor in sight");
    Files.writeString(folder.resolve("poem.safetensors"), "not a tensor in sight");
    Files.copy(FILES.resolve("norm_none.safetensors"), folder.resolve("norm_none.safetensors"));
    Files.writeString(folder.resolve("README.md"), "no golden file");

    assertThat(row("norm_broken").verdict()).isEqualTo(Verdict.FAILED);
    assertThat(row("norm_broken").note()).contains("norm_broken.safetensors");
    assertThat(row("poem").verdict()).isEqualTo(Verdict.NOT_COVERED);
    assertThat(row("norm_none eval.out").verdict()).isEqualTo(Verdict.OK);
    assertThat(names(GoldenCheck.run(folder))).doesNotContain("README");
  }

  private GoldenRow row(String name) throws IOException {
    return GoldenCheck.run(folder).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(List<GoldenRow> rows) {
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(row.name()));
    return names;
  }

  private interface Change {
    Tensor of(Tensor tensor);
  }

  private void change(String file, String name, Change change) throws IOException {
    Weights golden = Safetensors.read(FILES.resolve(file + ".safetensors"));
    Map<String, Tensor> tensors = new LinkedHashMap<>(golden.tensors());
    Tensor old = tensors.remove(name);
    if (change != null) {
      tensors.put(name, change.of(old));
    }
    Safetensors.write(
        folder.resolve(file + ".safetensors"), new Weights(tensors, golden.metadata()));
  }

  private static Tensor shifted(Tensor tensor, float by) {
    float[] values = tensor.floats();
    values[values.length / 2] += by;
    return Tensor.of(values, tensor.shape());
  }
}
