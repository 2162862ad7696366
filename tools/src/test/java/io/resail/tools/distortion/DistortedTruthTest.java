package io.resail.tools.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.Box;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.synth.guidance.ChosenUnit;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Light;
import io.resail.synthesis.OutputSize;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class DistortedTruthTest {
  @RepeatedTest(40)
  void isWhatWholeCanvasesGive(SplittableRandom random, long seed) {
    RgbImage image = Pictures.noise(random, 20 + random.nextInt(60), 20 + random.nextInt(60));
    List<ChosenUnit> chosen = scene(random, image, 1 + random.nextInt(5));
    Geometry geometry = geometry(random);
    WarpRule rule = random.nextBoolean() ? WarpRule.CENTRED : WarpRule.RELEASED;

    float[] values =
        new DistortedTruth(geometry.size(), rule, Light.OWN, GuidanceRule.INTENDED, true)
            .of(image, blank(image), chosen, geometry, new SplittableRandom(seed));

    float[] slow = slowly(image, chosen, geometry, rule, new SplittableRandom(seed));
    assertThat(values).isEqualTo(slow);
  }

  @RepeatedTest(5)
  void theSameSourceGivesTheSamePicture(SplittableRandom random, long seed) {
    RgbImage image = Pictures.noise(random, 50, 40);
    List<ChosenUnit> chosen = scene(random, image, 3);
    Geometry geometry = geometry(random);
    DistortedTruth truth =
        new DistortedTruth(
            geometry.size(), WarpRule.CENTRED, Light.OWN, GuidanceRule.INTENDED, true);

    LabelMap labels = blank(image);
    assertThat(truth.of(image, labels, chosen, geometry, new SplittableRandom(seed)))
        .isEqualTo(truth.of(image, labels, chosen, geometry, new SplittableRandom(seed)));
  }

  @Test
  void isBlackIfNothingMatched() {
    Geometry geometry = Geometry.whole(new OutputSize(8, 6));
    RgbImage image = RgbImage.black(16, 12);

    float[] values =
        new DistortedTruth(
                geometry.size(), WarpRule.CENTRED, Light.OWN, GuidanceRule.INTENDED, true)
            .of(image, blank(image), List.of(), geometry, new SplittableRandom(1));

    assertThat(values).hasSize(3 * 8 * 6).containsOnly(-1f);
  }

  /// Of one colour and away from the border: no segment has a gap or a dark rim, none spills; what
  /// has the same label and no unit goes on with its colour.
  @RepeatedTest(100)
  void fittedTruthFillsItsSegmentsAndTheirLabel(SplittableRandom random) {
    Mask mask = Masks.any(random, 30, 30);
    Box place = new Box(25, 25, 30, 30);
    RgbImage image = grey(80);
    ChosenUnit chosen =
        new ChosenUnit(
            0,
            new Segment(1, random.nextBoolean(), place, mask),
            new RetrievalUnit(
                "u",
                1,
                "s",
                "train",
                new Box(0, 0, 80, 80),
                Mask.of(80, 80, (_, _) -> true),
                image,
                "",
                Set.of()),
            0.5f,
            0);
    OutputSize size = new OutputSize(80, 80);
    int[] classes = new int[80 * 80];
    Arrays.setAll(classes, i -> i < 400 || chosen.segment().has(i % 80, i / 80) ? 1 : 2);
    LabelMap labels = LabelMap.of(80, 80, classes);

    float[] values =
        new DistortedTruth(size, WarpRule.CENTRED, Light.OWN, GuidanceRule.FITTED, true)
            .of(image, labels, List.of(chosen), Geometry.whole(size), random);

    for (int i = 0; i < 80 * 80; i++) {
      boolean filled = labels.label(i % 80, i / 80) == 1;
      assertThat(values[i]).isBetween(filled ? 0.4f : -1f, filled ? 0.7f : -1f);
    }
  }

  /// One segment of the whole image, so that every pixel is of it.
  @RepeatedTest(10)
  void keptLightIsTheMeanOfTheImageInEachChannel(SplittableRandom random, long seed) {
    RgbImage image = Pictures.noise(random, 40, 30);
    Mask everywhere = Mask.of(40, 30, (_, _) -> true);
    Box whole = new Box(0, 0, 40, 30);
    ChosenUnit chosen =
        new ChosenUnit(0, new Segment(0, false, whole, everywhere), unit(random), 0.5f, 0);
    OutputSize size = new OutputSize(20, 15);
    Geometry geometry = Geometry.whole(size);

    float[] transferred = distorted(Light.OWN, image, chosen, geometry, seed);
    float[] kept = distorted(Light.GUIDANCE, image, chosen, geometry, seed);

    float[] truth = Guidance.given(geometry.show(image)).toValues();
    for (int plane = 0; plane < truth.length; plane += 300) {
      double change = 0;
      for (int i = plane; i < plane + 300; i++) {
        change += (truth[i] - transferred[i]) / 300.0;
      }
      for (int i = plane; i < plane + 300; i++) {
        assertThat(kept[i])
            .isCloseTo((float) Math.clamp(transferred[i] + change, -1, 1), within(1e-5f));
      }
    }
  }

  @Test
  void whatBelongsToNoSegmentStaysBlackInAnyLight(SplittableRandom random) {
    RgbImage image = Pictures.noise(random, 40, 30);
    ChosenUnit chosen =
        new ChosenUnit(
            0,
            new Segment(0, false, new Box(0, 0, 20, 30), Mask.of(20, 30, (_, _) -> true)),
            unit(random),
            0.5f,
            0);
    OutputSize size = new OutputSize(40, 30);

    float[] values =
        new DistortedTruth(size, WarpRule.CENTRED, Light.GUIDANCE, GuidanceRule.INTENDED, true)
            .of(image, blank(image), List.of(chosen), Geometry.whole(size), random);

    int black = 0;
    for (int i = 0; i < 40 * 30; i++) {
      boolean none = values[i] == -1 && values[i + 1200] == -1 && values[i + 2400] == -1;
      black += none ? 1 : 0;
    }
    assertThat(black).isPositive().isLessThan(40 * 30);
  }

  private static float[] distorted(
      Light light, RgbImage image, ChosenUnit chosen, Geometry geometry, long seed) {
    return new DistortedTruth(geometry.size(), WarpRule.CENTRED, light, GuidanceRule.FITTED, true)
        .of(image, blank(image), List.of(chosen), geometry, new SplittableRandom(seed));
  }

  private static RgbImage grey(int side) {
    byte[] samples = new byte[3 * side * side];
    Arrays.fill(samples, (byte) 200);
    return RgbImage.of(side, side, samples);
  }

  @Test
  void refusesASampleOfAnotherSize() {
    DistortedTruth truth =
        new DistortedTruth(
            new OutputSize(8, 8), WarpRule.CENTRED, Light.OWN, GuidanceRule.INTENDED, true);

    assertThatThrownBy(
            () ->
                truth.of(
                    RgbImage.black(8, 8),
                    blank(RgbImage.black(8, 8)),
                    List.of(),
                    Geometry.whole(new OutputSize(8, 6)),
                    new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 x 6");
  }

  private static LabelMap blank(RgbImage image) {
    int[] labels = new int[image.width() * image.height()];
    return LabelMap.of(image.width(), image.height(), labels);
  }

  private static Geometry geometry(SplittableRandom random) {
    OutputSize load = new OutputSize(12 + random.nextInt(60), 12 + random.nextInt(60));
    int width = load.width() - random.nextInt(8);
    int height = load.height() - random.nextInt(8);
    int left = random.nextInt(load.width() - width + 1);
    int top = random.nextInt(load.height() - height + 1);
    return new Geometry(load, new Box(left, top, width, height), random.nextBoolean());
  }

  private static List<ChosenUnit> scene(SplittableRandom random, RgbImage image, int number) {
    List<ChosenUnit> chosen = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int left = random.nextInt(image.width());
      int top = random.nextInt(image.height());
      Box box =
          new Box(
              left,
              top,
              1 + random.nextInt(image.width() - left),
              1 + random.nextInt(image.height() - top));
      Mask mask = Masks.any(random, box.width(), box.height());
      chosen.add(
          new ChosenUnit(
              i, new Segment(1, random.nextBoolean(), box, mask), unit(random), 0.5f, 0));
    }
    return chosen;
  }

  private static RetrievalUnit unit(SplittableRandom random) {
    Mask mask = Masks.any(random);
    Box box = new Box(0, 0, mask.width(), mask.height());
    RgbImage pixels = Pictures.noise(random, mask.width(), mask.height());
    return new RetrievalUnit("u", 1, "s", "train", box, mask, pixels, "", Set.of());
  }

  /// The definition of spec section 5 with a whole canvas for every layer.
  private static float[] slowly(
      RgbImage image,
      List<ChosenUnit> chosen,
      Geometry geometry,
      WarpRule rule,
      SplittableRandom random) {
    int width = geometry.size().width();
    int height = geometry.size().height();
    PlateKernel kernel = new PlateKernel(width, height);
    Box canvas = new Box(0, 0, width, height);
    List<Mask> own = new ArrayList<>();
    List<SoftLayer> layers = new ArrayList<>();
    for (ChosenUnit each : chosen) {
      SplittableRandom segmentRandom = random.split();
      Segment segment = each.segment();
      Mask mask = Mask.of(image.width(), image.height(), segment::has);
      RgbImage coloured =
          ColourTransfer.transfer(image, mask, each.unit().pixels(), each.unit().mask());
      double ratio = segmentRandom.nextDouble(0.5, 1);
      RgbImage small =
          Resampling.bicubic(
              coloured, (int) (ratio * image.width()), (int) (ratio * image.height()));
      RgbImage vague = Resampling.bicubic(small, image.width(), image.height());
      Mask shown = shown(mask, geometry);
      SoftLayer flat = SoftLayer.of(canvas, geometry.show(vague), canvas, shown);
      Optional<ThinPlateWarp> warp =
          ControlPoints.draw(shown, canvas, segmentRandom)
              .map(points -> new ThinPlateWarp(points, kernel));
      own.add(shown);
      layers.add(warp.map(w -> flat.bent(w, rule, width, height)).orElse(flat));
    }
    float[] values = new float[3 * width * height];
    Arrays.fill(values, -1);
    for (int i = 0; i < width * height; i++) {
      int from = owner(chosen, own, layers, i % width, i / width);
      for (int c = 0; c < 3 && from >= 0; c++) {
        values[c * width * height + i] = layers.get(from).light(i % width, i / width, c) - 1;
      }
    }
    return values;
  }

  private static int owner(
      List<ChosenUnit> chosen, List<Mask> own, List<SoftLayer> layers, int x, int y) {
    for (int i = 0; i < own.size(); i++) {
      if (chosen.get(i).segment().foreground() && own.get(i).has(x, y)) {
        return i;
      }
    }
    for (int i = 0; i < own.size(); i++) {
      if (chosen.get(i).segment().foreground() && layers.get(i).has(x, y)) {
        return i;
      }
    }
    for (int i = 0; i < own.size(); i++) {
      if (!chosen.get(i).segment().foreground() && own.get(i).has(x, y)) {
        return i;
      }
    }
    return -1;
  }

  private static Mask shown(Mask mask, Geometry geometry) {
    Mask loaded = Resampling.nearestB(mask, geometry.load().width(), geometry.load().height());
    Mask window = loaded.crop(geometry.window());
    int last = window.width() - 1;
    return geometry.flipped()
        ? Mask.of(window.width(), window.height(), (x, y) -> window.has(last - x, y))
        : window;
  }
}
