package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.resail.fault.FaultException;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.tools.sampling.Framing;
import io.resail.tools.sampling.GuidanceSource;
import io.resail.tools.sampling.SmallWorld;
import io.resail.tools.training.SegmentationNetwork;
import io.resail.tools.training.SegmenterCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final float LOUDER = 20;

  @TempDir private static Path worldFolder;
  private static SmallWorld world;

  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    world = new SmallWorld(worldFolder, 6, 128, 128);
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  /// Untrained, but so that what goes in can be seen in what comes out.
  private static Checkpoint generator(NormKind norm, int crop) {
    Checkpoint flat =
        Checkpoint.untrained(
            norm.name().toLowerCase(Locale.ROOT),
            new NetworkSettings(
                norm,
                world.train().catalog().channels(),
                new NetworkSettings.Widths(2, 4, 4),
                Upsampling.NORMAL,
                crop,
                1),
            world.train().catalog().fingerprint(),
            3);
    Map<String, Tensor> tensors = new LinkedHashMap<>(flat.weights().tensors());
    tensors.replaceAll(EvaluationTest::louder);
    return new Checkpoint(
        flat.model(),
        flat.settings(),
        flat.guidance(),
        flat.catalogue(),
        false,
        flat.provenance(),
        new Weights(tensors, Map.of()));
  }

  private static Tensor louder(String name, Tensor tensor) {
    if (!name.endsWith(".weight")) {
      return tensor;
    }
    float[] values = tensor.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= LOUDER;
    }
    return Tensor.of(values, tensor.shape());
  }

  private static SegmenterCheckpoint segmenter(SegmentationNetwork.Build build) {
    SegmentationNetwork network = build.of(world.train().catalog().channels(), 32);
    return new SegmenterCheckpoint(
        network, world.train().catalog().fingerprint(), "untrained", network.initial(1));
  }

  private static SegmenterCheckpoint segmenter() {
    return segmenter(SegmentationNetwork.Build.U_NET);
  }

  private static Evaluation evaluation(List<SegmenterCheckpoint> segmenters, int variants) {
    return new Evaluation(
        new Evaluation.Material(
            world.validation(), world.train(), world.index(), segmenters, Optional.empty()),
        new EvaluationSettings(10, variants, 3, 1, true),
        _ -> {});
  }

  @Test
  void contendersStandBesideEachOtherAndThePhotographs() throws IOException {
    Checkpoint resail = generator(NormKind.RESAIL, 128);
    List<Contender> contenders = new ArrayList<>();
    for (GuidanceSource source : GuidanceSource.values()) {
      contenders.add(new Contender(resail, source));
    }
    contenders.add(new Contender(generator(NormKind.SPADE, 128), GuidanceSource.RANK0));

    EvaluationReport report = evaluation(List.of(segmenter()), 2).run(contenders);

    assertThat(report.scores())
        .extracting(Scores::name)
        .endsWith(
            "guidance alone, best match",
            "guidance alone, coherent matches",
            "guidance alone, random units",
            "photographs of the index",
            "photographs, blurred by 1 pixel",
            "photographs, noise of 10 of 255",
            "photographs, a checkerboard of 8 of 255",
            "photographs, each class in its mean colour",
            "photographs, all of one mean brightness",
            "photographs")
        .hasSize(15);
    assertThat(report.scores())
        .filteredOn(each -> each.name().startsWith("photographs "))
        .allSatisfy(each -> assertThat(distances(each)).hasSize(6));
    Scores pasted = report.scores().get(GuidanceSource.values().length + 1);
    assertThat(pasted.coverage()).isEqualTo(report.scores().getFirst().coverage());
    assertThat(distance(pasted)).isPositive().isNotEqualTo(distance(report.scores().getFirst()));
    Scores guided = report.scores().getFirst();
    Scores unguided = report.scores().get(GuidanceSource.NONE.ordinal());
    Scores spade = report.scores().get(GuidanceSource.values().length);
    Scores photographs = report.scores().getLast();
    assertThat(guided.images()).isEqualTo(2);
    assertThat(guided.coverage()).isPositive().isLessThanOrEqualTo(1);
    assertThat(unguided.coverage()).isZero();
    assertThat(distance(guided)).isPositive();
    assertThat(guided.diversity().orElseThrow().pixels()).isPositive();
    // What SPADE paints does not depend on units, and nothing depends on chance.
    assertThat(spade.diversity().orElseThrow().pixels()).isZero();
    assertThat(unguided.diversity().orElseThrow().pixels()).isZero();
    assertThat(guided.leak()).isPresent();
    assertThat(distances(photographs)).isEmpty();
    assertThat(distances(guided).values()).hasSize(6).allMatch(each -> each > 0);
    assertThat(distances(guided).lastEntry().getValue()).isEqualTo(distance(guided));
    assertThat(photographs.hash()).isEmpty();
    assertThat(guided.judgement().orElseThrow().everywhere().pixels()).isEqualTo(2 * 128 * 128);
    // Nine pixels of each map are void.
    assertThat(guided.judgement().orElseThrow().withoutVoid().pixels())
        .isEqualTo(2 * (128 * 128 - 9));
    assertThat(guided.millis().paint()).isPositive();

    Path page = report.write(folder);
    String html = Files.readString(page);
    assertThat(html).contains("data:image/png;base64,").contains("resail, best match");
    assertThat(html).doesNotContain("src=\"http");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(json.get("scores").get(0).get("sha256").asText()).isEqualTo(resail.hash());
    assertThat(json.get("scores").get(0).get("without_void").get("mean_iou").isNumber()).isTrue();
    assertThat(Files.readString(folder.resolve("report.md")))
        .contains("| photographs |")
        .contains("IoU % by class")
        .contains("| network T: distance | 1/2 | 1/4 | 1/8 | 1/16 | 1/32 | 1/64 |")
        .contains(resail.hash());
  }

  private static SequencedMap<String, Double> distances(Scores scores) {
    return scores.judgement().orElseThrow().distances();
  }

  private static double distance(Scores scores) {
    return scores.judgement().orElseThrow().distance().orElseThrow();
  }

  @Test
  void generatorsOfOneNameAreToldApart() {
    Checkpoint one = generator(NormKind.SPADE, 128);
    Map<String, Tensor> tensors = new LinkedHashMap<>(one.weights().tensors());
    tensors.replaceAll(EvaluationTest::louder);
    Checkpoint other =
        new Checkpoint(
            one.model(),
            one.settings(),
            one.guidance(),
            one.catalogue(),
            false,
            one.provenance(),
            new Weights(tensors, Map.of()));
    List<Contender> contenders =
        List.of(
            new Contender(one, GuidanceSource.NONE),
            new Contender(other, GuidanceSource.NONE),
            new Contender(generator(NormKind.RESAIL, 128), GuidanceSource.NONE));

    EvaluationReport report = evaluation(List.of(), 1).run(contenders);

    assertThat(report.scores())
        .extracting(Scores::name)
        .startsWith(
            "spade " + one.hash().substring(0, 6) + ", no guidance",
            "spade " + other.hash().substring(0, 6) + ", no guidance",
            "resail, no guidance");
    assertThat(report.protocol())
        .containsKeys(
            report.scores().get(0).name(),
            report.scores().get(1).name(),
            report.scores().get(2).name());
  }

  /// Each judges as if it were alone.
  @Test
  void severalNetworksJudgeTheSameImages() throws IOException {
    List<Contender> contenders =
        List.of(new Contender(generator(NormKind.RESAIL, 128), GuidanceSource.RANK0));
    SegmenterCheckpoint unet = segmenter();
    SegmenterCheckpoint dilated = segmenter(SegmentationNetwork.Build.DILATED);

    EvaluationReport both = evaluation(List.of(unet, dilated), 1).run(contenders);
    EvaluationReport byDilated = evaluation(List.of(dilated), 1).run(contenders);

    for (int i = 0; i < both.scores().size(); i++) {
      assertThat(both.scores().get(i).judgements()).hasSize(2);
      assertThat(both.scores().get(i).judgements().getLast())
          .isEqualTo(byDilated.scores().get(i).judgement().orElseThrow());
    }
    assertThat(both.networkTable()).hasSize(both.scores().size() + 1);
    both.write(folder);
    assertThat(Files.readString(folder.resolve("report.md")))
        .contains("| network T 2: distance | 1 | 1/2 | 1/4 | 1/4 dilated |")
        .contains("network T 2: IoU % by class")
        .contains("**network T 2**: of build DILATED");
    assertThat(Files.readString(folder.resolve("report.html"))).contains("By each network T");
    JsonNode guided =
        new ObjectMapper().readTree(folder.resolve("report.json").toFile()).get("scores").get(0);
    assertThat(guided.get("by_network")).hasSize(2);
    assertThat(guided.get("by_network").get(0).get("without_void"))
        .isEqualTo(guided.get("without_void"));
  }

  @Test
  void aReadingIsWhatTheReportSaysOfPhotographs() {
    Contender contender = new Contender(generator(NormKind.SPADE, 128), GuidanceSource.NONE);
    EvaluationReport report = evaluation(List.of(segmenter()), 1).run(List.of(contender));
    Framing framing = new Framing(Framing.Mode.FIXED, 0, 128, 1, false);

    assertThat(Reading.of(segmenter(), world.validation(), framing, 10))
        .isEqualTo(report.scores().getLast().judgement().orElseThrow().withoutVoid());
  }

  @Test
  void aNetworkOfOtherClassesReadsNothing() {
    SegmenterCheckpoint other =
        new SegmenterCheckpoint(
            segmenter().network(), "of other classes", "untrained", segmenter().weights());
    Framing framing = new Framing(Framing.Mode.FIXED, 0, 128, 1, false);

    assertThatThrownBy(() -> Reading.of(other, world.validation(), framing, 10))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("of other classes");
  }

  @Test
  void withoutNetworksOnlyWhatNeedsNoneIsMeasured() {
    Contender contender = new Contender(generator(NormKind.RESAIL, 128), GuidanceSource.RANK0);
    EvaluationReport report = evaluation(List.of(), 1).run(List.of(contender));
    Scores scores = report.scores().getFirst();
    assertThat(scores.judgements()).isEmpty();
    assertThat(scores.fid()).isEmpty();
    assertThat(scores.diversity()).isEmpty();
    assertThat(scores.coverage()).isPositive();
    assertThat(report.scores()).hasSize(3);
    assertThat(report.networkTable()).isEmpty();
    assertThat(report.classTables()).isEmpty();
    assertThat(report.distanceTables()).isEmpty();
  }

  @Test
  void anIndexMayHoldFewerPhotographsThanAreEvaluated() {
    Evaluation evaluation =
        new Evaluation(
            new Evaluation.Material(
                world.train(),
                world.validation(),
                world.index(),
                List.of(segmenter()),
                Optional.empty()),
            new EvaluationSettings(10, 1, 2, 0, false),
            _ -> {});

    EvaluationReport report =
        evaluation.run(List.of(new Contender(generator(NormKind.SPADE, 128), GuidanceSource.NONE)));

    assertThat(world.train().examples()).hasSizeGreaterThan(world.validation().examples().size());
    assertThat(report.scores().get(1).name()).isEqualTo("photographs of the index");
    assertThat(report.scores().get(1).images()).isEqualTo(world.validation().examples().size());
    assertThat(report.scores().get(1).leak()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeCompared() {
    Contender small = new Contender(generator(NormKind.SPADE, 64), GuidanceSource.NONE);
    Contender large = new Contender(generator(NormKind.SPADE, 128), GuidanceSource.NONE);
    assertThatThrownBy(() -> evaluation(List.of(), 1).run(List.of(small, large)))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("one size");
    Contender odd = new Contender(generator(NormKind.SPADE, 96), GuidanceSource.NONE);
    assertThatThrownBy(() -> evaluation(List.of(segmenter()), 1).run(List.of(odd)))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("multiples of 64");
    Checkpoint foreign =
        Checkpoint.untrained(
            "foreign", generator(NormKind.SPADE, 64).settings(), "other classes", 1);
    assertThatThrownBy(
            () ->
                evaluation(List.of(), 1).run(List.of(new Contender(foreign, GuidanceSource.NONE))))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("other classes");
    assertThatThrownBy(() -> new EvaluationSettings(1, 1, 0, 0, false))
        .hasMessageContaining("at least 2");
  }
}
