package io.resail.tools.distortion;

import io.resail.raster.Box;
import io.resail.raster.Continuation;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.synth.guidance.ChosenUnit;
import io.resail.synth.guidance.Composition;
import io.resail.synth.guidance.Gaps;
import io.resail.synth.guidance.Guidance;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.guidance.Layer;
import io.resail.synth.network.Light;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A training image that can stand in for guidance (spec section 5): each of its segments gets the
/// colours of a retrieved unit, loses detail and is bent, then all are composed as guidance is.
///
/// Immutable, any thread. The same random source gives the same picture.
public final class DistortedTruth {
  private static final double LEAST_DETAIL = 0.5;

  /// A control point moves by at most 0.088 of the square root of the area; what lies beyond the
  /// points may move further.
  private static final double FARTHEST_BEND = 0.15;

  private final OutputSize size;
  private final WarpRule warp;
  private final Light light;
  private final boolean fitted;
  private final boolean closeGaps;
  private final PlateKernel kernel;

  /// Distorts for samples of one size.
  ///
  /// @param light where pictures have theirs from: by [Light#GUIDANCE] distorted truth gets that of
  ///     the photograph again after colour transfer (spec section 5), since what is painted from it
  ///     is compared with the photograph
  /// @param rule how guidance is composed; truth is never summed, so [GuidanceRule#RELEASED] is as
  ///     [GuidanceRule#INTENDED]
  /// @param closeGaps whether by [GuidanceRule#FITTED] its nearest colour goes on where a label has
  ///     no segment of its own
  public DistortedTruth(
      OutputSize size, WarpRule warp, Light light, GuidanceRule rule, boolean closeGaps) {
    this.size = size;
    this.warp = warp;
    this.light = light;
    this.fitted = rule == GuidanceRule.FITTED;
    this.closeGaps = fitted && closeGaps;
    this.kernel = new PlateKernel(size.width(), size.height());
  }

  /// What the generator reads in place of guidance.
  ///
  /// @param image the training image, at the size the segments were cut at
  /// @param labels its label map
  /// @param chosen the segments that have a match, in the order of spec section 2, each with the
  ///     unit whose colours it gets; a segment without a match is left out
  /// @param geometry what the sample shows, of this object's size
  /// @return 3 x height x width, -1 black, 1 full
  public float[] of(
      RgbImage image,
      LabelMap labels,
      List<ChosenUnit> chosen,
      Geometry geometry,
      SplittableRandom random) {
    if (!geometry.size().equals(size)) {
      throw new IllegalArgumentException(
          "sample of " + geometry.size() + " pixels: these are distorted at " + size);
    }
    List<SoftLayer> layers = new ArrayList<>();
    List<Layer> rims = new ArrayList<>();
    for (ChosenUnit each : chosen) {
      // One source for each segment, so that what happens to one does not depend on another's
      // shape.
      SplittableRandom own = random.split();
      Optional<SoftLayer> flat = flat(image, each, geometry, own);
      if (flat.isPresent()) {
        SoftLayer truth = flat.get();
        SoftLayer bent = bent(truth, own);
        rims.add(rim(layers.size(), each.segment().foreground(), truth, fitted ? truth : bent));
        layers.add(bent);
      }
    }
    int[] owners =
        Composition.of(size, rims, GuidanceRule.INTENDED, List.of()).provenance().toSegments();
    float[] values = values(layers, owners);
    if (light == Light.GUIDANCE) {
      relight(values, Guidance.given(geometry.show(image)).toValues(), owners);
    }
    if (closeGaps) {
      Gaps.close(
          geometry.show(labels),
          size,
          i -> owners[i] != Provenance.NONE,
          (gap, source) -> {
            for (int plane = 0; plane < values.length; plane += owners.length) {
              values[plane + gap] = values[plane + source];
            }
          });
    }
    return values;
  }

  /// Gives each channel the mean that it has in the truth, over what belongs to a segment.
  private static void relight(float[] values, float[] truth, int[] owners) {
    for (int plane = 0; plane < values.length; plane += owners.length) {
      double difference = 0;
      int owned = 0;
      for (int i = 0; i < owners.length; i++) {
        if (owners[i] != Provenance.NONE) {
          difference += truth[plane + i] - values[plane + i];
          owned++;
        }
      }
      for (int i = 0; i < owners.length; i++) {
        if (owners[i] != Provenance.NONE) {
          float lit = (float) (values[plane + i] + difference / owned);
          values[plane + i] = Math.clamp(lit, -1, 1);
        }
      }
    }
  }

  /// A segment as the sample shows it, before it is bent; empty if the sample does not.
  private Optional<SoftLayer> flat(
      RgbImage image, ChosenUnit chosen, Geometry geometry, SplittableRandom random) {
    Segment segment = chosen.segment();
    Box place = segment.box();
    if (!place.fits(image.width(), image.height())) {
      throw new IllegalArgumentException(
          "segment " + chosen.index() + " at " + place + ": need one inside the " + image);
    }
    double ratio = random.nextDouble(LEAST_DETAIL, 1);
    Optional<Geometry.Shown> shown =
        geometry.show(segment.mask(), place, image.width(), image.height());
    return shown.map(
        shape -> {
          RgbImage coloured =
              ColourTransfer.transfer(
                  image.crop(place), segment.mask(), chosen.unit().pixels(), chosen.unit().mask());
          Resampling.Pasted layer =
              fitted
                  ? continued(coloured, segment.mask(), place, image, geometry)
                  : new Resampling.Pasted(place, coloured);
          Resampling.Pasted vague =
              LowDetail.lose(layer.image(), layer.box(), image.width(), image.height(), ratio);
          return geometry.show(vague, image.width(), image.height(), shape);
        });
  }

  /// The segment's colours as far around it as resampling and bending look.
  private static Resampling.Pasted continued(
      RgbImage coloured, Mask mask, Box place, RgbImage image, Geometry geometry) {
    int bend = (int) Math.ceil(FARTHEST_BEND * Math.sqrt((double) place.area()));
    int across = Resampling.bicubicReach(image.width(), geometry.load().width());
    int down = Resampling.bicubicReach(image.height(), geometry.load().height());
    Box around = place.grown(bend + 2 * across, bend + 2 * down, image.width(), image.height());
    return new Resampling.Pasted(around, Continuation.of(coloured, mask, place, around));
  }

  private SoftLayer bent(SoftLayer flat, SplittableRandom random) {
    return ControlPoints.draw(flat.shape(), flat.shapeBox(), random)
        .map(points -> new ThinPlateWarp(points, kernel))
        .map(bend -> flat.bent(bend, warp, size.width(), size.height()))
        .orElse(flat);
  }

  /// The masks by which layers are composed; their pixels stay in single precision.
  private static Layer rim(int index, boolean foreground, SoftLayer truth, SoftLayer bent) {
    Box a = truth.shapeBox();
    Box b = bent.shapeBox();
    int left = Math.min(a.left(), b.left());
    int top = Math.min(a.top(), b.top());
    Box both =
        new Box(
            left,
            top,
            Math.max(a.right(), b.right()) - left,
            Math.max(a.bottom(), b.bottom()) - top);
    return new Layer(
        index,
        foreground,
        both,
        mask(truth, both),
        mask(bent, both),
        RgbImage.black(both.width(), both.height()));
  }

  private static Mask mask(SoftLayer layer, Box box) {
    return Mask.of(box.width(), box.height(), (x, y) -> layer.has(box.left() + x, box.top() + y));
  }

  private float[] values(List<SoftLayer> layers, int[] owners) {
    float[] values = new float[3 * owners.length];
    Arrays.fill(values, -1);
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] != Provenance.NONE) {
        SoftLayer layer = layers.get(owners[i]);
        for (int c = 0; c < 3; c++) {
          values[c * owners.length + i] += layer.light(i % size.width(), i / size.width(), c);
        }
      }
    }
    return values;
  }
}
