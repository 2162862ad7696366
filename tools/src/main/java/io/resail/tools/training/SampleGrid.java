package io.resail.tools.training;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.Guidance;
import io.resail.tools.gallery.Gallery;
import io.resail.tools.sampling.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run has learnt so far, as a picture.
final class SampleGrid {
  private SampleGrid() {}

  /// Rows of photograph, classes seen, label map.
  ///
  /// @param seen channels of all samples, pixel after pixel
  static List<List<RgbImage>> seen(List<Sample> samples, long[] seen, ClassCatalog catalog) {
    int[] labelOfChannel = new int[catalog.channels()];
    catalog.classes().forEach(each -> labelOfChannel[catalog.channel(each.label())] = each.label());
    List<List<RgbImage>> rows = new ArrayList<>();
    int at = 0;
    for (Sample sample : samples) {
      LabelMap map = sample.labels();
      int[] labels = new int[map.width() * map.height()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = labelOfChannel[(int) seen[at++]];
      }
      rows.add(
          List.of(
              image(sample.toImage(), 0, map),
              Gallery.coloured(LabelMap.of(map.width(), map.height(), labels), catalog),
              Gallery.coloured(map, catalog)));
    }
    return rows;
  }

  /// Rows of label map, guidance, painted, photograph.
  ///
  /// @param painted (N, 3, H, W) values in [-1, 1]
  static List<List<RgbImage>> painted(List<Sample> samples, float[] painted, ClassCatalog catalog) {
    List<List<RgbImage>> rows = new ArrayList<>();
    int at = 0;
    for (Sample sample : samples) {
      LabelMap map = sample.labels();
      rows.add(
          List.of(
              Gallery.coloured(map, catalog),
              image(sample.toGuidance(), 0, map),
              image(painted, at, map),
              image(sample.toImage(), 0, map)));
      at += 3 * map.width() * map.height();
    }
    return rows;
  }

  private static RgbImage image(float[] values, int from, LabelMap size) {
    return Guidance.picture(values, from, size.width(), size.height());
  }

  static Path write(
      RunFolder folder, long steps, String title, List<String> columns, List<List<RgbImage>> rows) {
    Path file = folder.file(String.format(Locale.ROOT, "samples/step-%08d.png", steps));
    RgbImage sheet =
        new Gallery(title, "", columns, rows.stream().map(row -> new Gallery.Row("", row)).toList())
            .sheet();
    try {
      Files.write(file, Png.write(sheet));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the picture " + file + " cannot be written", e);
    }
  }
}
