package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.Light;
import io.resail.synth.network.NormKind;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.testing.WatchedRetriever;
import io.resail.tools.sampling.Sample;
import io.resail.tools.sampling.SampleMaker;
import io.resail.tools.sampling.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {
  private static final String PAINTER =
      """
      {
        "generator": {"norm": "%s", "width": 2, "normWidth": 4, "styleWidth": 4, "crop": 128},
        "discriminator": {"width": 4},
        "losses": {"perceptual": 0, "segmentation": 0},
        "samples": {"mode": "fixed", "load": 128, "matches": 2},
        "averaging": 0.5,
        "schedule": {"batch": 2, "epochs": 1, "decayEpochs": 1, "stepsPerEpoch": 2},
        "keeping": {"checkpointEvery": 2, "checkpoints": 9, "samplesEvery": 4, "sampleRows": 1}
      }
      """;

  private static final String SEGMENTER =
      """
      {
        "narrower": 32, "crop": 64, "rate": 1e-2,
        "schedule": {"batch": 2, "epochs": 1, "decayEpochs": 1, "stepsPerEpoch": 10},
        "keeping": {"checkpointEvery": 5, "checkpoints": 9, "samplesEvery": 20, "sampleRows": 2}
      }
      """;

  @TempDir private static Path worldFolder;
  private static SmallWorld world;

  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    world = new SmallWorld(worldFolder, 4, 128, 128);
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  /// Hears everything; ends the run after a step if told to.
  private static final class Ear implements RunListener {
    private final long interruptAfter;
    private final List<Progress> steps = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Estimate> estimates = new ArrayList<>();

    Ear(long interruptAfter) {
      this.interruptAfter = interruptAfter;
    }

    @Override
    public void begins(Estimate estimate) {
      estimates.add(estimate);
    }

    @Override
    public void stepped(Progress progress) {
      steps.add(progress);
      if (progress.done() == interruptAfter) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void wrote(Path file) {
      files.add(file);
    }
  }

  private Ear train(String run, String recipe, long interruptAfter, Optional<Path> segmenter) {
    Ear ear = new Ear(interruptAfter);
    new Training(folder.resolve(run), 1, ear)
        .run(
            Training.painter(recipe, "test"),
            new Training.Material(
                world.train(), world.validation(), world.index(), segmenter, Optional.empty()));
    return ear;
  }

  private Ear see(String run, long interruptAfter) {
    Ear ear = new Ear(interruptAfter);
    new Training(folder.resolve(run), 1, ear)
        .run(Training.segmenter(SEGMENTER, "test"), world.train());
    return ear;
  }

  private static String painter(NormKind norm) {
    return PAINTER.replace("%s", norm.name());
  }

  /// Twins see the same maps and photographs in the same frames.
  @ParameterizedTest
  @EnumSource(NormKind.class)
  void unitsAreLookedForWhereTheyAreSeenAndNothingElseDiffers(NormKind norm) {
    PainterRecipe recipe =
        Training.painter(painter(norm).replace("\"load\": 128", "\"load\": 160"), "test");
    WatchedRetriever watched = new WatchedRetriever(world.index());
    PainterCourse course =
        new PainterCourse(
            recipe,
            world.train(),
            world.validation(),
            new SampleMaker(recipe.sampleSettings(), watched, world.train()),
            new FixedNetworks(Optional.empty(), Optional.empty(), recipe.arithmetic()));
    SampleMaker maker = new SampleMaker(recipe.sampleSettings(), world.index(), world.train());

    for (int i = 0; i < course.examples(); i++) {
      Sample sample = course.sample(i, new SplittableRandom(i));
      Sample guided = maker.train(world.train().examples().get(i), new SplittableRandom(i));

      assertThat(sample.labels()).isEqualTo(guided.labels());
      assertThat(sample.toImage()).isEqualTo(guided.toImage());
      assertThat(guided.coverage()).isPositive();
      assertThat(sample.coverage()).isEqualTo(norm.readsGuidance() ? guided.coverage() : 0);
    }
    assertThat(watched.questions()).hasSize(norm.readsGuidance() ? course.examples() : 0);
    assertThat(watched.fetches()).hasSize(norm.readsGuidance() ? course.examples() : 0);
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void everyNormLearnsAndIsDelivered(NormKind norm) {
    Ear ear = train("run", painter(norm), -1, Optional.empty());

    assertThat(ear.steps).hasSize(4);
    assertThat(ear.steps.getLast().losses().values()).allMatch(Double::isFinite);
    Checkpoint delivered = Checkpoint.read(folder.resolve("run/generator.safetensors"));
    assertThat(delivered.settings().norm()).isEqualTo(norm);
    assertThat(delivered.trained()).isTrue();
    assertThat(delivered.catalogue()).isEqualTo(world.train().catalog().fingerprint());
    Weights state = Safetensors.read(folder.resolve("run/checkpoints/step-00000004.safetensors"));
    // What is delivered is the average, which has not come as far as the network itself.
    assertThat(delivered.weights()).isNotEqualTo(state.under("G.").withMetadata(Map.of()));
    // Its statistics are its own, not those of the network it follows.
    assertThat(means(delivered.weights())).isNotEqualTo(means(state.under("G.")));
    assertThat(ear.files)
        .contains(
            folder.resolve("run/samples/step-00000004.png"),
            folder.resolve("run/losses.png"),
            folder.resolve("run/generator-half.safetensors"));
  }

  private static Map<String, Tensor> means(Weights weights) {
    return weights.chosen(name -> name.endsWith(".running_mean")).tensors();
  }

  /// Four steps of 1e-4 move no weight far.
  @Test
  void weightsStartAndPicturesAreLitAsTheRecipeSays() {
    String paper = painter(NormKind.SPADE);
    train("paper", paper, -1, Optional.empty());
    String larger =
        paper.replace(
            "\"crop\": 128",
            "\"crop\": 128, \"light\": \"guidance\", \"initialization\": \"kaiming\"");
    train("kaiming", larger, -1, Optional.empty());

    assertThat(largest("paper")).isLessThan(0.02f);
    assertThat(largest("kaiming")).isGreaterThan(0.1f);
    assertThat(light("paper")).isEqualTo(Light.OWN);
    assertThat(light("kaiming")).isEqualTo(Light.GUIDANCE);
  }

  private Light light(String run) {
    return Checkpoint.read(folder.resolve(run + "/generator.safetensors")).settings().light();
  }

  private float largest(String run) {
    Weights weights = Checkpoint.read(folder.resolve(run + "/generator.safetensors")).weights();
    float largest = 0;
    for (float weight : weights.tensor("up_0.conv_0.weight_orig").floats()) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }

  @Test
  void aRunThatWasEndedGoesOnToTheBit() throws IOException {
    String recipe = painter(NormKind.RESAIL);
    train("whole", recipe, -1, Optional.empty());
    assertThatThrownBy(() -> train("ended", recipe, 1, Optional.empty()))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED));
    Ear rest = train("ended", recipe, -1, Optional.empty());

    assertThat(rest.estimates.getFirst().firstStep()).isEqualTo(1);
    assertThat(rest.steps).hasSize(3);
    for (String file :
        List.of(
            "generator.safetensors",
            "checkpoints/step-00000004.safetensors",
            "losses.csv",
            "samples/step-00000004.png")) {
      assertThat(Files.mismatch(folder.resolve("whole/" + file), folder.resolve("ended/" + file)))
          .as(file)
          .isEqualTo(-1);
    }
  }

  @Test
  void networkTLearnsGoesOnToTheBitAndServesAsALoss() throws IOException {
    Ear whole = see("whole", -1);
    assertThatThrownBy(() -> see("ended", 7)).isInstanceOf(FaultException.class);
    see("ended", -1);

    assertThat(
            Files.mismatch(
                folder.resolve("whole/segmenter.safetensors"),
                folder.resolve("ended/segmenter.safetensors")))
        .isEqualTo(-1);
    double first = whole.steps.getFirst().losses().get("segmentation");
    assertThat(whole.steps.getLast().losses().get("segmentation")).isLessThan(first);
    Path file = folder.resolve("whole/segmenter.safetensors");
    SegmenterCheckpoint read = SegmenterCheckpoint.read(file);
    assertThat(read.network().narrower()).isEqualTo(32);
    assertThatThrownBy(() -> read.requireCatalogue("other classes"))
        .hasMessageContaining("other classes");

    String recipe =
        painter(NormKind.SPADE_CAT)
            .replace("\"perceptual\": 0, \"segmentation\": 0", "\"segmentation\": 5");
    Ear painted = train("painted", recipe, -1, Optional.of(file));
    assertThat(painted.steps.getLast().losses())
        .containsKeys("perceptual", "segmentation", "segmentation_retrieval");
  }

  @Test
  void whatCannotBeTrainedIsSaidBeforeTheFirstStep() {
    String needsT = painter(NormKind.RESAIL).replace("\"segmentation\": 0", "\"segmentation\": 5");
    assertThatThrownBy(() -> train("run", needsT, -1, Optional.empty()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("losses.segmentation")
        .hasMessageContaining("--segmenter");
    assertThatThrownBy(() -> Training.painter("{\"generator\": {\"wdth\": 3}}", "my.json"))
        .hasMessageContaining("my.json")
        .hasMessageContaining("generator.wdth");
    assertThatThrownBy(() -> Training.painter("{\"averaging\": 1}", "my.json"))
        .hasMessageContaining("averaging 1");
    String tooSmall = painter(NormKind.RESAIL).replace("\"crop\": 128", "\"crop\": 64");
    assertThatThrownBy(() -> train("small", tooSmall, -1, Optional.empty()))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining("latent of 2 x 2");
    train("run2", painter(NormKind.NO_NORM), -1, Optional.empty());
    assertThatThrownBy(() -> train("run2", painter(NormKind.SPADE), -1, Optional.empty()))
        .hasMessageContaining("SPADE");
  }

  @Test
  void theEstimateTellsTimeAndMemory() {
    Ear ear = train("run", painter(NormKind.SPADE), -1, Optional.empty());
    RunListener.Estimate estimate = ear.estimates.getFirst();
    assertThat(estimate.steps()).isEqualTo(4);
    assertThat(estimate.perStep()).isPositive();
    assertThat(estimate.left()).isEqualTo(estimate.perStep().multipliedBy(4));
    assertThat(estimate.memory()).isNotEqualTo(OptionalLong.of(0));
  }
}
