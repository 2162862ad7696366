package io.resail.tools.golden;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.synth.guidance.ChosenUnit;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceAssembler;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import io.resail.synthesis.OutputSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The composition of guidance (spec section 4).
final class ComposeSubject implements GoldenSubject {
  private static final double BOUND = 1e-6;

  @Override
  public boolean answersFor(String file) {
    return file.equals("compose");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    Tensor masks = golden.tensor("masks");
    int count = (int) masks.shape()[0];
    int height = (int) masks.shape()[1];
    int width = (int) masks.shape()[2];
    long[] foreground = golden.tensor("is_fg").longs();
    List<ChosenUnit> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long[] corners = golden.tensor("seg" + i + ".bbox_y0y1x0x1").longs();
      Box box =
          new Box(
              (int) corners[2],
              (int) corners[0],
              (int) (corners[3] - corners[2]),
              (int) (corners[1] - corners[0]));
      Mask unitMask = ResizeSubject.mask(golden.tensor("unit" + i + ".mask"), 0);
      RgbImage pixels = ResizeSubject.image(golden.tensor("unit" + i + ".rgb"));
      pasted(golden, cases, i, box, unitMask, pixels);
      Segment segment =
          new Segment(0, foreground[i] != 0, box, ResizeSubject.mask(masks, i).crop(box));
      chosen.add(new ChosenUnit(i, segment, unit(i, unitMask, pixels), 0, 0));
    }
    OutputSize size = new OutputSize(width, height);
    Guidance intended =
        new GuidanceAssembler(GuidanceRule.INTENDED).assemble(width, height, chosen, size);
    cases.within(
        "out.intended", BOUND, golden.tensor("out.intended").floats(), intended.toValues());
    cases.same(
        "out.intended_u8", golden.tensor("out.intended_u8").bytes(), planes(intended.image()));
    cases.same(
        "out.owner",
        golden.tensor("out.owner").longs(),
        Arrays.stream(intended.provenance().toSegments()).asLongStream().toArray());
    if (golden.find("out.released").isPresent()) {
      Guidance released =
          new GuidanceAssembler(GuidanceRule.RELEASED).assemble(width, height, chosen, size);
      cases.within(
          "out.released", BOUND, golden.tensor("out.released").floats(), released.toValues());
    }
  }

  private static void pasted(
      Weights golden, Cases cases, int index, Box box, Mask mask, RgbImage pixels) {
    String prefix = "seg" + index + ".pasted_";
    Tensor canvas = golden.tensor(prefix + "rgb");
    RgbImage expected = ResizeSubject.image(canvas).crop(box);
    RgbImage given = Resampling.bicubic(pixels, box.width(), box.height());
    cases.same(prefix + "rgb", expected.toSamples(), given.toSamples());
    Mask expectedMask = ResizeSubject.mask(golden.tensor(prefix + "mask"), 0).crop(box);
    Mask givenMask = Resampling.nearestB(mask, box.width(), box.height());
    cases.same(prefix + "mask", expectedMask.toWords(), givenMask.toWords());
  }

  private static RetrievalUnit unit(int index, Mask mask, RgbImage pixels) {
    return new RetrievalUnit(
        Integer.toString(index),
        0,
        "golden",
        "train",
        new Box(0, 0, mask.width(), mask.height()),
        mask,
        pixels,
        "",
        Set.of());
  }

  private static byte[] planes(RgbImage image) {
    byte[] samples = image.toSamples();
    int pixels = samples.length / 3;
    byte[] planes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      planes[i % 3 * pixels + i / 3] = samples[i];
    }
    return planes;
  }
}
