package io.resail.synth;

import io.resail.synth.batching.BatchRules;
import io.resail.synthesis.SynthesisRequest;

/// What a synthesizer takes on.
///
/// @param mostMapPixels pixels of a label map, and of guidance that is not painted
/// @param mostPaintedPixels pixels of a painted image; what the device's memory bears
/// @param mostVariants images of one request
/// @param mostRequests requests worked on at once; more are refused
/// @param batches how sketches are painted together
public record SynthesisSettings(
    int mostMapPixels,
    int mostPaintedPixels,
    int mostVariants,
    int mostRequests,
    BatchRules batches) {
  /// What suits a machine of a few cores and some gigabytes.
  public static final SynthesisSettings DEFAULT =
      new SynthesisSettings(
          1 << 24, 1 << 20, SynthesisRequest.MOST_VARIANTS, 32, BatchRules.DEFAULT);

  public SynthesisSettings {
    if (mostMapPixels < 1 || mostPaintedPixels < 1 || mostVariants < 1 || mostRequests < 1) {
      throw new IllegalArgumentException(
          "limits of "
              + mostMapPixels
              + " map pixels, "
              + mostPaintedPixels
              + " painted pixels, "
              + mostVariants
              + " variants, "
              + mostRequests
              + " requests: need at least 1 of each");
    }
  }
}
