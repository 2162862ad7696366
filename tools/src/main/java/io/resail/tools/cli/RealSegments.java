package io.resail.tools.cli;

import io.resail.index.segmentation.Segmenter;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.tools.dataset.Dataset;
import io.resail.tools.dataset.DatasetLocation;
import java.util.stream.Stream;

/// The segments of a data set's images, for benchmarks on real shapes and pixels.
final class RealSegments {
  private RealSegments() {}

  /// A segment and the image it was cut from.
  record Cut(Segment segment, RgbImage image) {
    /// The pixels inside the segment, row after row, 3 bytes each.
    byte[] samples() {
      byte[] all = image.toSamples();
      byte[] inside = new byte[3 * segment.mask().area()];
      int at = 0;
      for (int y = 0; y < segment.box().height(); y++) {
        for (int x = 0; x < segment.box().width(); x++) {
          if (segment.mask().has(x, y)) {
            int pixel = (segment.box().top() + y) * image.width() + segment.box().left() + x;
            System.arraycopy(all, 3 * pixel, inside, at, 3);
            at += 3;
          }
        }
      }
      return inside;
    }
  }

  /// Cuts the images of the first split, one after another.
  static Stream<Cut> of(DatasetLocation location) {
    Dataset dataset = Dataset.open(location, location.splits().getFirst());
    Segmenter segmenter = new Segmenter(dataset.catalog());
    return dataset
        .load()
        .flatMap(
            example ->
                segmenter.cut(example.labels()).stream()
                    .map(segment -> new Cut(segment, example.image())));
  }
}
