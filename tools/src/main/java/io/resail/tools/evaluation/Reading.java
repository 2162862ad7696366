package io.resail.tools.evaluation;

import io.resail.raster.ClassCatalog;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.ExampleRef;
import io.resail.tools.sampling.Framing;
import io.resail.tools.sampling.LabelledPictures;
import io.resail.tools.sampling.Sample;
import io.resail.tools.training.SegmenterCheckpoint;

/// How well network T reads photographs. What it does not see there a loss by it cannot teach, and
/// what it takes for something else it teaches wrongly.
public final class Reading {
  private Reading() {}

  /// What T sees in photographs, against their label maps; pixels of no class are not counted.
  ///
  /// @param segmenter network T
  /// @param dataset of the classes that T was trained on
  /// @param framing how photographs are shown to it, whole
  /// @param images how many are looked at, spread over the data set, all if it has fewer
  /// @throws io.resail.fault.FaultException [io.resail.fault.Fault#WRONG_INPUT] if T is of other
  ///     classes, or cannot look at images of that size
  public static SegmentationScores of(
      SegmenterCheckpoint segmenter, Dataset dataset, Framing framing, int images) {
    ClassCatalog catalog = dataset.catalog();
    segmenter.requireCatalogue(catalog.fingerprint());
    LabelledPictures pictures = new LabelledPictures(framing);
    Confusion confusion = new Confusion(catalog);
    try (Observer observer = new Observer(segmenter, framing.size())) {
      for (ExampleRef ref : dataset.spread(images)) {
        Sample sample = pictures.whole(ref);
        confusion.add(
            catalog.channels(sample.labels()),
            observer.see(Evaluation.photograph(sample)).channels());
      }
    }
    return confusion.withoutVoid();
  }
}
