package io.resail.tools.cli;

import io.resail.synth.engine.NativeEngine;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.evaluation.Reading;
import io.resail.tools.evaluation.SegmentationScores;
import io.resail.tools.sampling.Framing;
import io.resail.tools.training.SegmenterCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Says how well a network T reads photographs, before generators learn from it: a loss by a T that
/// is blind to a class draws patterns there that please it and show nothing.
final class SegmenterCheck {
  private static final int PHOTOGRAPHS = 32;

  /// Intersection over union below which a class counts as not seen.
  private static final double SEEN = 0.1;

  private SegmenterCheck() {}

  /// What a file's T sees in photographs of a data set.
  ///
  /// @param crop width that it sees them at, pixels
  /// @param aspect their width by their height
  /// @return a line
  static String of(Path segmenter, Dataset shown, int crop, double aspect, int threads) {
    NativeEngine.start(threads);
    return words(
        Reading.of(
            SegmenterCheckpoint.read(segmenter),
            shown,
            new Framing(Framing.Mode.FIXED, 0, crop, aspect, false),
            PHOTOGRAPHS),
        Math.min(PHOTOGRAPHS, shown.examples().size()) + " of " + shown.split());
  }

  static String words(SegmentationScores scores, String what) {
    List<String> unseen =
        scores.classes().stream()
            .filter(each -> each.iou() < SEEN)
            .map(SegmentationScores.ClassScore::name)
            .toList();
    return String.format(
            Locale.ROOT,
            "network T reads photographs (%s) at %.1f %% mIoU, %.1f %% accuracy",
            what,
            100 * scores.meanIou(),
            100 * scores.pixelAccuracy())
        + (unseen.isEmpty()
            ? ""
            : "; it does not see: "
                + String.join(", ", unseen)
                + String.format(Locale.ROOT, " (IoU below %.0f %%)", 100 * SEEN)
                + ", so no loss by it can teach them: train T longer");
  }
}
