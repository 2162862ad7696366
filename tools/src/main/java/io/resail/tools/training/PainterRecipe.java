package io.resail.tools.training;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Initialization;
import io.resail.synth.network.Light;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.tools.distortion.WarpRule;
import io.resail.tools.sampling.Framing;
import io.resail.tools.sampling.GuidanceSource;
import io.resail.tools.sampling.SampleSettings;

/// Every number of a training of a generator.
///
/// @param generator what is trained
/// @param discriminator against what
/// @param losses what is made small
/// @param samples what it is trained on
/// @param rates how fast
/// @param averaging share of the old average in each step's new one, 0 (no average) to below 1;
///     with it the average is what is delivered
/// @param arithmetic in which numbers all networks convolve, forward and back
/// @param schedule how long
/// @param keeping what is left behind
public record PainterRecipe(
    Painter generator,
    Judge discriminator,
    LossWeights losses,
    Samples samples,
    Rates rates,
    double averaging,
    Arithmetic arithmetic,
    Schedule schedule,
    Keeping keeping) {
  /// The paper's numbers at 256 x 256, as far as they are known (spec sections 5 to 8).
  public static final PainterRecipe DEFAULT =
      new PainterRecipe(
          new Painter(
              NormKind.RESAIL,
              64,
              128,
              256,
              Upsampling.NORMAL,
              256,
              1,
              Light.OWN,
              Initialization.XAVIER),
          new Judge(DiscriminatorSettings.Kind.SESAME, 64),
          new LossWeights(GanLoss.HINGE, 10, 10, 5),
          new Samples(
              Framing.Mode.RESIZE_AND_CROP,
              286,
              true,
              GuidanceSource.RANK0,
              GuidanceRule.INTENDED,
              false,
              true,
              WarpRule.CENTRED,
              10,
              0,
              0),
          new Rates(1e-4, 4e-4),
          0,
          Arithmetic.FLOAT32,
          new Schedule(1, 4, 100, 100, 0),
          new Keeping(1000, 2, 500, 4));

  /// @throws IllegalArgumentException if the average would not move
  public PainterRecipe {
    if (!(averaging >= 0 && averaging < 1)) {
      throw new IllegalArgumentException("averaging " + averaging + ": need 0 to below 1");
    }
  }

  /// The generator.
  ///
  /// @param norm how blocks normalise and modulate
  /// @param width channels of the last usual block, `ngf`
  /// @param normWidth channels inside norms, `hidden`
  /// @param styleWidth channels inside style norms
  /// @param upsampling how often the latent is doubled
  /// @param crop width of its images in pixels
  /// @param aspect their width by their height
  /// @param light where they have the mean of their colours from; with [Light#GUIDANCE] distorted
  ///     ground truth keeps the light of its photograph, which the picture is compared with
  /// @param initialization how its weights start
  public record Painter(
      NormKind norm,
      int width,
      int normWidth,
      int styleWidth,
      Upsampling upsampling,
      int crop,
      double aspect,
      Light light,
      Initialization initialization) {
    /// The network for so many label channels.
    ///
    /// @throws FaultException [Fault#WRONG_INPUT] if there can be no such network
    NetworkSettings settings(int labels) {
      try {
        return new NetworkSettings(
            norm,
            labels,
            new NetworkSettings.Widths(width, normWidth, styleWidth),
            upsampling,
            crop,
            aspect,
            light);
      } catch (IllegalArgumentException e) {
        throw new FaultException(
            Fault.WRONG_INPUT, "generator", "recipe, generator: " + e.getMessage());
      }
    }
  }

  /// The discriminator.
  ///
  /// @param kind which of the two
  /// @param width channels of its first layer, `ndf`
  public record Judge(DiscriminatorSettings.Kind kind, int width) {}

  /// What is made small, and how much each part counts; a weight of 0 leaves it out.
  ///
  /// @param gan of both paths, weight 1
  /// @param features feature matching, on the distorted path
  /// @param perceptual features of a fixed network, on the distorted path
  /// @param segmentation class-balanced cross entropy by network T, on both paths
  public record LossWeights(GanLoss gan, double features, double perceptual, double segmentation) {
    /// @throws IllegalArgumentException if a weight is negative
    public LossWeights {
      if (!(features >= 0 && perceptual >= 0 && segmentation >= 0)) {
        throw new IllegalArgumentException(
            "loss weights "
                + features
                + ", "
                + perceptual
                + ", "
                + segmentation
                + ": need none below 0");
      }
    }
  }

  /// How examples become samples.
  ///
  /// @param mode what happens to the picture
  /// @param load side that pictures are resized to before a window is cut out
  /// @param flip whether half of the samples are flipped
  /// @param guidance which units guide
  /// @param composition how guidance is composed
  /// @param closeGaps whether with [GuidanceRule#FITTED] samples get the nearest colour of a label
  ///     where no unit is, as guidance later does
  /// @param distortedTruth whether one of the two guidances is made of the photograph itself
  /// @param warp how that is bent
  /// @param matches units per segment that its colours are drawn from
  /// @param leastDropOut smallest share of segments left out of guidance
  /// @param mostDropOut largest
  public record Samples(
      Framing.Mode mode,
      int load,
      boolean flip,
      GuidanceSource guidance,
      GuidanceRule composition,
      boolean closeGaps,
      boolean distortedTruth,
      WarpRule warp,
      int matches,
      double leastDropOut,
      double mostDropOut) {}

  /// Learning rates of the two networks.
  public record Rates(double generator, double discriminator) {
    /// @throws IllegalArgumentException if one is not above 0
    public Rates {
      if (!(generator > 0 && discriminator > 0)) {
        throw new IllegalArgumentException(
            "learning rates " + generator + " and " + discriminator + ": need more than 0");
      }
    }
  }

  /// What its samples are made of.
  SampleSettings sampleSettings() {
    return new SampleSettings(
        new Framing(samples.mode, samples.load, generator.crop, generator.aspect, samples.flip),
        samples.guidance,
        samples.composition,
        samples.closeGaps,
        samples.distortedTruth,
        samples.warp,
        generator.light,
        samples.matches,
        samples.leastDropOut,
        samples.mostDropOut);
  }
}
