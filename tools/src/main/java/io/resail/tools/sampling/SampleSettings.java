package io.resail.tools.sampling;

import io.resail.retrieval.RetrievalRequest;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Light;
import io.resail.tools.distortion.WarpRule;

/// What samples are made of.
///
/// @param framing their size and what they show
/// @param source which units guide
/// @param rule how guidance is composed
/// @param closeGaps whether by [GuidanceRule#FITTED] both guidance pictures of a training
///     sample get colours where no unit is, as later guidance does; if not they stay black there,
///     and what is trained learns to paint it from the label map
/// @param distortedTruth whether training samples carry distorted ground truth
/// @param warp how that is bent
/// @param light where pictures have theirs from, which says whether distorted truth keeps that of
///     its photograph
/// @param matches units per segment that its colours are drawn from, `k` of the spec
/// @param leastDropOut smallest share of segments left out of both guidance pictures of a training
///     sample, 0 to 1
/// @param mostDropOut largest share; each sample draws its own between the two
public record SampleSettings(
    Framing framing,
    GuidanceSource source,
    GuidanceRule rule,
    boolean closeGaps,
    boolean distortedTruth,
    WarpRule warp,
    Light light,
    int matches,
    double leastDropOut,
    double mostDropOut) {
  public SampleSettings {
    if (matches < 1 || matches > RetrievalRequest.MOST_MATCHES) {
      throw new IllegalArgumentException(
          matches + " matches per segment: need 1 to " + RetrievalRequest.MOST_MATCHES);
    }
    if (!(leastDropOut >= 0 && leastDropOut <= mostDropOut && mostDropOut <= 1)) {
      throw new IllegalArgumentException(
          "drop-out of " + leastDropOut + " to " + mostDropOut + ": need 0 <= least <= most <= 1");
    }
  }

  /// The same frames for a network that sees no guidance: nothing guides, nothing is distorted.
  SampleSettings unguided() {
    return new SampleSettings(
        framing,
        GuidanceSource.NONE,
        rule,
        closeGaps,
        false,
        warp,
        light,
        matches,
        leastDropOut,
        mostDropOut);
  }
}
