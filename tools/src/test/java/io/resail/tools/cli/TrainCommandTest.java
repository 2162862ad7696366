package io.resail.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainCommandTest extends CommandLineTest {
  /// The smallest networks that there can be, two steps each.
  @Test
  void trainingSaysHowWellItsSegmenterReadsPhotographs() throws Exception {
    Path data = folder.resolve("data");
    Path index = folder.resolve("index");
    run("dataset", "demo", "" + data, "--images", "5", "--val", "1");
    run("index", "build", "--dataset", "folder:" + data, "--split", "train", "--out", "" + index);
    Path segmenter = folder.resolve("segmenter.json");
    String schedule = "\"schedule\": {\"batch\": 2, \"epochs\": 1, \"decayEpochs\": 0}";
    Files.writeString(segmenter, "{\"narrower\": 64, \"crop\": 128, " + schedule + "}");
    Path recipe = folder.resolve("recipe.json");
    Files.writeString(
        recipe,
        "{\"generator\": {\"width\": 2, \"normWidth\": 2, \"styleWidth\": 2, \"crop\": 128},"
            + "\"discriminator\": {\"kind\": \"MULTISCALE\", \"width\": 2},"
            + "\"samples\": {\"load\": 128}, "
            + schedule
            + "}");

    String from = "folder:" + data;
    String t = folder.resolve("t").toString();
    String g = folder.resolve("g").toString();

    assertThat(run("train", "segmenter", "--config", "" + segmenter, "--dataset", from, "--out", t))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("network T reads photographs (1 of val) at ");
    assertThat(
            run(
                "train",
                "--config",
                "" + recipe,
                "--dataset",
                from,
                "--index",
                "" + index,
                "--segmenter",
                t + "/segmenter.safetensors",
                "--out",
                g))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).contains("network T reads photographs (1 of val) at ");
    assertThat(folder.resolve("g/generator.safetensors")).isNotEmptyFile();
  }
}
