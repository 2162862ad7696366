package io.resail.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.resail.index.IndexSettings;
import io.resail.index.UnitIndex;
import io.resail.index.server.IndexServer;
import io.resail.index.server.IndexServerSettings;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.Light;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MainTest extends CommandLineTest {
  @Test
  void wrongUsageNamesTheMistakeAndWhereToRead() {
    assertThat(run("index", "build", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--dataset").contains("resail index build --help");
  }

  @Test
  void aMissingDataSetIsNamed() {
    assertThat(run("index", "build", "--dataset", "folder:" + folder.resolve("no"), "--out", "x"))
        .isNotZero();
    assertThat(err.toString()).contains(folder.resolve("no").toString());
  }

  @Test
  void aServerThatIsAwayIsNamedAndTheStatusSaysLater() throws Exception {
    Path map = folder.resolve("map.png");
    Files.write(map, new byte[] {1});
    assertThat(
            run(
                "synthesize",
                "--server",
                "localhost:1",
                "--label",
                map.toString(),
                "--out",
                folder.resolve("out").toString()))
        .isEqualTo(4);
    assertThat(err.toString()).contains(":1").contains("is it running");
  }

  @Test
  void demoScenesAreIndexedAndFoundAgain() throws Exception {
    Path data = folder.resolve("data");
    Path index = folder.resolve("index");
    assertThat(
            run(
                "dataset",
                "demo",
                data.toString(),
                "--images",
                "4",
                "--val",
                "1",
                "--width",
                "96",
                "--height",
                "96"))
        .isZero();
    assertThat(run("dataset", "check", data.toString())).isZero();
    assertThat(run("index", "build", "--dataset", "folder:" + data, "--out", index.toString()))
        .isZero();
    assertThat(out.toString()).contains("units from 3 images");
    assertThat(run("index", "stats", "--index", index.toString())).isZero();
    assertThat(out.toString()).contains("from 3 images").contains("sky");

    assertThat(
            run(
                "index",
                "search",
                "--index",
                index.toString(),
                "--label",
                data.resolve("labels/train/street_00000.png").toString(),
                "--instances",
                data.resolve("instances/train/street_00000.png").toString(),
                "-k",
                "3",
                "--json"))
        .isZero();
    JsonNode first = new ObjectMapper().readTree(out.toString()).get("segments").get(0);
    assertThat(first.get("box")).hasSize(4);
    assertThat(first.get("class").isInt()).isTrue();
    assertThat(first.get("foreground").isBoolean()).isTrue();
    // A map of the index finds its own segment first, without any difference.
    JsonNode match = first.get("matches").get(0);
    assertThat(match.get("source").asText()).isEqualTo("street_00000");
    assertThat(match.get("score").asDouble()).isZero();
    assertThat(match.get("box")).isEqualTo(first.get("box"));
  }

  @Test
  void aModelIsMadeLookedAtAndHandedOut() {
    Path data = folder.resolve("data");
    run(
        "dataset",
        "demo",
        data.toString(),
        "--images",
        "1",
        "--val",
        "0",
        "--width",
        "32",
        "--height",
        "32");
    Path model = folder.resolve("model.safetensors");
    Path plain = folder.resolve("plain.safetensors");
    String catalog = "folder:" + data;

    assertThat(
            run(
                "model",
                "init",
                "--catalog",
                catalog,
                "--ngf",
                "2",
                "--hidden",
                "4",
                "--crop",
                "96",
                "--out",
                model.toString()))
        .isZero();
    assertThat(run("model", "inspect", model.toString())).isZero();
    assertThat(out.toString()).contains("norm: RESAIL").contains("trained: false");
    assertThat(run("model", "export", model.toString(), "--out", plain.toString())).isZero();
    assertThat(
            run(
                "model",
                "import",
                plain.toString(),
                "--catalog",
                catalog,
                "--crop",
                "96",
                "--light",
                "guidance",
                "--out",
                folder.resolve("again.safetensors").toString()))
        .isZero();
    assertThat(out.toString())
        .contains("RESAIL")
        .contains("blocks=2, norms=4")
        .contains("light=GUIDANCE");

    Path relit = folder.resolve("relit.safetensors");
    assertThat(run("model", "relight", "" + model, "--light", "guidance", "--out", "" + relit))
        .isZero();
    Checkpoint old = Checkpoint.read(model);
    Checkpoint made = Checkpoint.read(relit);
    assertThat(made.settings()).isEqualTo(old.settings().with(Light.GUIDANCE));
    assertThat(made.weights()).isEqualTo(old.weights());
    assertThat(made.provenance()).contains(old.provenance()).contains("GUIDANCE");
  }

  @Test
  void aServerOfItsOwnIsLoadedAndEveryRequestAccountedFor() throws Exception {
    assertThat(
            run(
                "bench",
                "serve",
                "--clients",
                "1,2",
                "--rate",
                "30",
                "--seconds",
                "0.4",
                "--timeout",
                "60",
                "--json"))
        .isZero();

    String[] lines = out.toString().strip().split("\n");
    assertThat(out.toString()).contains("2 clients").contains("30.0 requests/s");
    JsonNode json = new ObjectMapper().readTree(lines[lines.length - 1]);
    assertThat(json.get("images_equal").asBoolean()).isTrue();
    assertThat(json.get("closed")).hasSize(2);
    assertThat(json.get("predicted_paint_ms").asDouble()).isPositive();
    assertThat(json.get("predicted_activation_bytes").asLong()).isPositive();
    JsonNode one = json.get("closed").get(0);
    assertThat(one.get("painted").asInt()).isPositive().isEqualTo(one.get("sent").asInt());
    assertThat(one.get("first_hit_ms").get("p50").asDouble())
        .isPositive()
        .isLessThan(one.get("image_ms").get("p50").asDouble());
    JsonNode open = json.get("open").get(0);
    assertThat(open.get("sent").asInt())
        .isEqualTo(12)
        .isEqualTo(
            open.get("painted").asInt()
                + open.get("refused").asInt()
                + open.get("late").asInt()
                + open.get("failed").asInt());
    assertThat(open.get("failed").asInt()).isZero();
  }

  @Test
  void modelsOfAServerAreListedLoadedAndUnloaded() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path data = folder.resolve("data");
    Path index = folder.resolve("index");
    run(
        "dataset",
        "demo",
        data.toString(),
        "--images",
        "1",
        "--val",
        "0",
        "--width",
        "64",
        "--height",
        "64");
    run("index", "build", "--dataset", "folder:" + data, "--out", index.toString());
    for (String name : List.of("one", "two")) {
      assertThat(
              run(
                  "model",
                  "init",
                  "--index",
                  index.toString(),
                  "--ngf",
                  "2",
                  "--hidden",
                  "4",
                  "--crop",
                  "96",
                  "--name",
                  name,
                  "--out",
                  models.resolve(name + ".safetensors").toString()))
          .isZero();
    }
    PaintingSettings usual = PaintingSettings.LOCAL;
    try (UnitIndex units = UnitIndex.open(index, IndexSettings.DEFAULT);
        PaintingServer server =
            PaintingServer.open(
                units,
                List.of(),
                new PaintingSettings(
                    usual.host(),
                    0,
                    2,
                    OptionalLong.of(1 << 30),
                    usual.arithmetic(),
                    usual.batches(),
                    Optional.of(models)))) {
      String address = "localhost:" + server.port();

      assertThat(run("model", "list", "--server", address)).isZero();
      assertThat(out.toString())
          .contains("no model: guidance only")
          .contains("budget 1024 MiB")
          .contains("may be loaded: one.safetensors, two.safetensors");
      assertThat(run("model", "load", "one.safetensors", "--server", address)).isZero();
      assertThat(run("model", "load", "two.safetensors", "--server", address)).isZero();
      assertThat(out.toString()).contains("two").contains("96 x 96").contains("'two' is untrained");
      assertThat(run("model", "unload", "one", "--server", address)).isZero();
      assertThat(out.toString()).contains("two").doesNotContain("'one'");
      assertThat(run("model", "unload", "one", "--server", address)).isEqualTo(3);
      assertThat(err.toString()).contains("no model 'one'").contains("[two]");
      Path refused = folder.resolve("refused");
      String map = data.resolve("labels/train/street_00000.png").toString();
      assertThat(
              run(
                  "synthesize",
                  "--server",
                  address,
                  "--label",
                  map,
                  "--model",
                  "one",
                  "--out",
                  refused.toString()))
          .isEqualTo(3);
      assertThat(refused).doesNotExist();
      assertThat(run("model", "load", "../one.safetensors", "--server", address)).isEqualTo(2);
    }
  }

  @Test
  void anIndexIsKeptSafe() throws Exception {
    Path data = folder.resolve("data");
    String index = folder.resolve("index").toString();
    String backup = folder.resolve("backup").toString();
    run(
        "dataset",
        "demo",
        data.toString(),
        "--images",
        "2",
        "--val",
        "0",
        "--width",
        "48",
        "--height",
        "48");
    assertThat(run("index", "build", "--dataset", "folder:" + data, "--out", index)).isZero();

    assertThat(run("index", "snapshot", "create", "before", "--index", index)).isZero();
    assertThat(run("index", "takedown", "street_00000", "--index", index)).isZero();
    assertThat(out.toString())
        .contains("train/street_00000#0000")
        .contains("units deleted")
        .contains("still hold units of these images: before");
    assertThat(run("index", "snapshot", "list", "--index", index)).isZero();
    assertThat(out.toString()).contains("before");
    String map = data.resolve("labels/train/street_00000.png").toString();
    assertThat(run("index", "search", "--index", index, "--label", map, "--snapshot", "before"))
        .isZero();
    assertThat(out.toString()).contains("train/street_00000#");
    assertThat(run("index", "search", "--index", index, "--label", map)).isZero();
    assertThat(out.toString()).doesNotContain("train/street_00000#");

    assertThat(run("index", "backup", "--index", index, "--out", backup)).isZero();
    assertThat(run("index", "verify", "--index", index)).isZero();
    assertThat(run("index", "verify", "--backup", backup)).isZero();
    assertThat(out.toString()).contains("every byte is as it was written");
    assertThat(run("index", "snapshot", "restore", "before", "--index", index)).isZero();
    assertThat(run("index", "restore", "--backup", backup, "--index", index)).isEqualTo(2);
    assertThat(err.toString()).contains("holds snapshots").contains("before");
    assertThat(run("index", "snapshot", "drop", "before", "--index", index)).isZero();
    assertThat(run("index", "snapshot", "drop", "before", "--index", index)).isEqualTo(3);
    assertThat(run("index", "restore", "--backup", backup, "--index", index)).isZero();
    assertThat(run("index", "search", "--index", index, "--label", map)).isZero();
    assertThat(out.toString()).doesNotContain("train/street_00000#");

    Path current = folder.resolve("index").resolve("current");
    byte[] bytes = Files.readAllBytes(current);
    bytes[bytes.length - 2] ^= 1;
    Files.write(current, bytes);
    assertThat(run("index", "verify", "--index", index)).isEqualTo(3);
    assertThat(out.toString()).contains("damaged: " + current);
    assertThat(run("index", "restore", "--backup", backup, "--index", index)).isZero();
    assertThat(run("index", "verify", "--index", index)).isZero();
  }

  @Test
  void anIndexThatIsServedIsKeptSafeThroughItsServer() {
    Path data = folder.resolve("data");
    Path path = folder.resolve("index");
    run(
        "dataset",
        "demo",
        data.toString(),
        "--images",
        "1",
        "--val",
        "0",
        "--width",
        "48",
        "--height",
        "48");
    run("index", "build", "--dataset", "folder:" + data, "--out", path.toString());
    try (UnitIndex index = UnitIndex.openForWriting(path, IndexSettings.DEFAULT);
        IndexServer server = IndexServer.open(IndexServerSettings.DEFAULT, index, index)) {
      String address = "localhost:" + server.port();
      assertThat(run("index", "snapshot", "create", "a", "--index", path.toString())).isEqualTo(4);
      assertThat(err.toString()).contains("process " + ProcessHandle.current().pid());
      assertThat(run("index", "snapshot", "create", "a", "--server", address)).isZero();
      assertThat(run("index", "snapshot", "list", "--server", address)).isZero();
      assertThat(out.toString()).contains("snapshot").contains("a");
      assertThat(run("index", "takedown", "street_00000", "--server", address)).isZero();
      assertThat(out.toString()).contains("train/street_00000#0000");
      assertThat(run("index", "snapshot", "restore", "a", "--server", address)).isZero();
      assertThat(run("index", "snapshot", "drop", "a", "--server", address)).isZero();
      String backup = folder.resolve("backup").toString();
      assertThat(run("index", "backup", "--index", path.toString(), "--out", backup)).isZero();
      assertThat(run("index", "verify", "--backup", backup)).isZero();
    }
  }

  @Test
  void goldenCheckFailsOnAnEmptyFolder() {
    assertThat(run("golden", "check", folder.toString())).isEqualTo(1);
  }
}
