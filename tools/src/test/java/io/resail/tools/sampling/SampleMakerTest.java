package io.resail.tools.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Light;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.ExampleRef;
import io.resail.tools.distortion.WarpRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeds.class)
class SampleMakerTest {
  private static final Framing CROPPED = new Framing(Framing.Mode.RESIZE_AND_CROP, 40, 32, 1, true);
  private static final Framing FIXED = new Framing(Framing.Mode.FIXED, 0, 48, 4.0 / 3, false);

  @TempDir private static Path folder;
  private static SmallWorld world;

  @BeforeAll
  static void build() throws IOException {
    world = new SmallWorld(folder, 6, 48, 36);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static SampleMaker maker(
      Framing framing, GuidanceSource source, boolean distorted, double dropOut) {
    return maker(framing, source, GuidanceRule.INTENDED, true, distorted, dropOut);
  }

  private static SampleMaker maker(
      Framing framing,
      GuidanceSource source,
      GuidanceRule rule,
      boolean closeGaps,
      boolean distorted,
      double dropOut) {
    return new SampleMaker(
        new SampleSettings(
            framing,
            source,
            rule,
            closeGaps,
            distorted,
            WarpRule.CENTRED,
            Light.OWN,
            10,
            dropOut,
            dropOut),
        world.index(),
        world.train());
  }

  private static ExampleRef example(int number) {
    return world.train().examples().get(number);
  }

  @RepeatedTest(3)
  void theSameChanceMakesTheSameSample(long seed) {
    SampleMaker maker = maker(CROPPED, GuidanceSource.RANDOM, true, 0.3);

    Sample once = maker.train(example(1), new SplittableRandom(seed));

    assertThat(
            maker(CROPPED, GuidanceSource.RANDOM, true, 0.3)
                .train(example(1), new SplittableRandom(seed)))
        .isEqualTo(once);
    assertThat(once.size()).isEqualTo(new OutputSize(32, 32));
  }

  @RepeatedTest(5)
  void neverGuidesAnImageByItself(SplittableRandom random) {
    SampleMaker best = maker(CROPPED, GuidanceSource.RANK0, true, 0);
    SampleMaker any = maker(CROPPED, GuidanceSource.RANDOM, false, 0);

    assertThat(sources(best.train(example(2), random).toGuidance())).doesNotContain(2);
    assertThat(sources(any.train(example(2), random).toGuidance())).doesNotContain(2).isNotEmpty();
  }

  @RepeatedTest(5)
  void guidanceIsOfTheSegmentsClassWhereverItIs(SplittableRandom random) {
    for (GuidanceSource source :
        List.of(GuidanceSource.RANK0, GuidanceSource.COHERENT, GuidanceSource.RANDOM)) {
      Sample sample = maker(FIXED, source, false, 0).train(example(0), random);
      int width = sample.size().width();
      int pixels = width * sample.size().height();
      float[] guidance = sample.toGuidance();
      int known = 0;
      for (int i = 0; i < pixels; i++) {
        int label = sample.labels().label(i % width, i / width);
        int red = Math.round((guidance[i] + 1) / 2 * 255);
        int blue = Math.round((guidance[2 * pixels + i] + 1) / 2 * 255);
        // Things spill over background; soft rims of units are no pure colour.
        if (blue == 128 && label != 4 && red != 160) {
          assertThat(red).isEqualTo(40 * label);
          known++;
        }
      }
      assertThat(known).isGreaterThan(pixels / 4);
    }
  }

  @Test
  void theWholePictureIsShownForEvaluation() {
    Sample sample = maker(FIXED, GuidanceSource.RANK0, true, 1).evaluate(example(3), 0);

    assertThat(sample.sourceId()).isEqualTo("train3");
    assertThat(sample.labels()).isEqualTo(example(3).load().labels());
    assertThat(sample.toImage()[48 * 36]).isEqualTo((35 / 255f - 0.5f) / 0.5f, within(1e-6f));
    assertThat(sample.coverage()).isBetween(0.8, 1.0);
    assertThat(sample.toDistorted()).isEqualTo(sample.toGuidance());
  }

  @Test
  void variantsUseOtherUnits() {
    for (GuidanceSource source :
        List.of(GuidanceSource.RANK0, GuidanceSource.COHERENT, GuidanceSource.RANDOM)) {
      SampleMaker maker = maker(FIXED, source, false, 0);
      Set<List<Float>> different = new HashSet<>();
      for (int variant = 0; variant < 4; variant++) {
        different.add(floats(maker.evaluate(example(3), variant).toGuidance()));
      }

      assertThat(different).hasSizeGreaterThan(1);
      assertThat(maker.evaluate(example(3), 1)).isEqualTo(maker.evaluate(example(3), 1));
    }
  }

  @Test
  void withoutUnitsGuidanceIsBlack() {
    Sample none =
        maker(CROPPED, GuidanceSource.NONE, true, 0).train(example(0), new SplittableRandom(1));
    Sample dropped =
        maker(CROPPED, GuidanceSource.RANK0, true, 1).train(example(0), new SplittableRandom(1));

    assertThat(none.toGuidance()).containsOnly(-1f);
    assertThat(none.coverage()).isZero();
    assertThat(new HashSet<>(floats(none.toDistorted()))).hasSizeGreaterThan(10);
    assertThat(dropped.toGuidance()).containsOnly(-1f);
    assertThat(dropped.toDistorted()).containsOnly(-1f);
  }

  /// Segments left out have other segments of their class beside them, so closing finds colours.
  @RepeatedTest(5)
  void gapsThatAreNotClosedStayBlackAndNothingElseChanges(long seed) {
    Sample open = fitted(false, 0.5).train(example(0), new SplittableRandom(seed));
    Sample closed = fitted(true, 0.5).train(example(0), new SplittableRandom(seed));

    int pixels = open.size().width() * open.size().height();
    for (boolean distorted : new boolean[] {false, true}) {
      float[] left = distorted ? open.toDistorted() : open.toGuidance();
      float[] filled = distorted ? closed.toDistorted() : closed.toGuidance();
      for (int i = 0; i < pixels; i++) {
        if (!black(left, i)) {
          for (int plane = 0; plane < 3 * pixels; plane += pixels) {
            assertThat(filled[plane + i]).isEqualTo(left[plane + i]);
          }
        }
      }
      assertThat(blacks(left)).isGreaterThanOrEqualTo(blacks(filled));
    }
  }

  @Test
  void closingFillsGaps() {
    int left = 0;
    int filled = 0;
    int leftInTruth = 0;
    int filledInTruth = 0;
    for (long seed = 0; seed < 10; seed++) {
      Sample open = fitted(false, 0.5).train(example(0), new SplittableRandom(seed));
      Sample closed = fitted(true, 0.5).train(example(0), new SplittableRandom(seed));
      left += blacks(open.toGuidance());
      filled += blacks(closed.toGuidance());
      leftInTruth += blacks(open.toDistorted());
      filledInTruth += blacks(closed.toDistorted());
    }

    assertThat(filledInTruth).isLessThan(leftInTruth);
    assertThat(filled).isLessThan(left);
  }

  /// Statistics of what is delivered are taken from such samples, so they must be as those that it
  /// is given afterwards.
  @RepeatedTest(3)
  void whatIsServedHasEverySegmentAndNoGapsHoweverTrainingIs(long seed) {
    Sample served = fitted(false, 0.5).served(example(0), new SplittableRandom(seed));
    Sample whole = fitted(true, 0).train(example(0), new SplittableRandom(seed));

    assertThat(served.toGuidance()).isEqualTo(whole.toGuidance());
    assertThat(served.labels()).isEqualTo(whole.labels());
  }

  private static SampleMaker fitted(boolean closeGaps, double dropOut) {
    return maker(CROPPED, GuidanceSource.RANK0, GuidanceRule.FITTED, closeGaps, true, dropOut);
  }

  private static int blacks(float[] guidance) {
    return (int) IntStream.range(0, guidance.length / 3).filter(i -> black(guidance, i)).count();
  }

  private static boolean black(float[] guidance, int pixel) {
    int pixels = guidance.length / 3;
    return guidance[pixel] == -1
        && guidance[pixels + pixel] == -1
        && guidance[2 * pixels + pixel] == -1;
  }

  @Test
  void refusesDataOfOtherClassesThanTheIndex() {
    ClassCatalog other = Catalogs.of(InstanceRule.COCO_STUFF);
    Dataset dataset =
        new Dataset(world.train().location(), "train", other, world.train().examples());

    assertThatThrownBy(
            () ->
                new SampleMaker(
                    maker(FIXED, GuidanceSource.RANK0, false, 0).settings(),
                    world.index(),
                    dataset))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("built from this data set");
  }

  /// The images that pure colours come from.
  private static Set<Integer> sources(float[] guidance) {
    int pixels = guidance.length / 3;
    Set<Integer> sources = new HashSet<>();
    for (int i = 0; i < pixels; i++) {
      int green = Math.round((guidance[pixels + i] + 1) / 2 * 255);
      int blue = Math.round((guidance[2 * pixels + i] + 1) / 2 * 255);
      if (blue == 128) {
        sources.add((green - 5) / 10);
      }
    }
    return sources;
  }

  private static List<Float> floats(float[] values) {
    List<Float> list = new java.util.ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
