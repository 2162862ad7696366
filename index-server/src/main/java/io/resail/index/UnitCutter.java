package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.segmentation.Segmenter;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// From an annotated image to its units (spec 3.1). Immutable, any thread.
final class UnitCutter {
  private static final int ID_DIGITS = 4;

  private final Segmenter segmenter;

  UnitCutter(ClassCatalog catalog) {
    this.segmenter = new Segmenter(catalog);
  }

  /// What the ids of an image's units begin with: `split/source`.
  static String imageName(String split, String source) {
    return split + "/" + source;
  }

  /// The units, with ids `split/source#0000` and on in the order of the segments.
  List<RetrievalUnit> cut(
      RgbImage image, LabelMap map, String source, String split, String licence, Set<String> tags) {
    if (image.width() != map.width() || image.height() != map.height()) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          source + ": " + image + " with " + map + ": need one size for both; resize one of them");
    }
    List<RetrievalUnit> units = new ArrayList<>();
    for (Segment segment : segmenter.cut(map)) {
      units.add(
          new RetrievalUnit(
              imageName(split, source) + "#" + padded(units.size()),
              segment.classId(),
              source,
              split,
              segment.box(),
              segment.mask(),
              masked(image, segment),
              licence,
              tags));
    }
    return units;
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, ID_DIGITS - digits.length())) + digits;
  }

  private static RgbImage masked(RgbImage image, Segment segment) {
    byte[] samples = image.crop(segment.box()).toSamples();
    int width = segment.box().width();
    for (int i = 0; i < samples.length / 3; i++) {
      if (!segment.mask().has(i % width, i / width)) {
        samples[3 * i] = 0;
        samples[3 * i + 1] = 0;
        samples[3 * i + 2] = 0;
      }
    }
    return RgbImage.wrap(width, segment.box().height(), samples);
  }
}
