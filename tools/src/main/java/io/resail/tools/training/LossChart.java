package io.resail.tools.training;

import io.resail.raster.Png;
import io.resail.tools.gallery.Chart;
import io.resail.tools.gallery.Chart.Curve;
import io.resail.tools.gallery.Chart.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The losses of a run as a picture.
final class LossChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;

  /// A point for every few columns: what a step more or less gives is noise.
  private static final int MOST_POINTS = 300;

  private LossChart() {}

  static Path write(List<RunLog.Row> rows, Path file) {
    List<Curve> curves = new ArrayList<>();
    if (!rows.isEmpty()) {
      for (String name : rows.getFirst().figures().keySet()) {
        curves.add(new Curve(name, means(rows, name)));
      }
    }
    try {
      Files.write(file, Png.write(new Chart("losses", "step", curves).draw(WIDTH, HEIGHT)));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the chart " + file + " cannot be written", e);
    }
  }

  /// The means over stretches of equal length.
  private static List<Point> means(List<RunLog.Row> rows, String name) {
    int length = Math.ceilDiv(rows.size(), MOST_POINTS);
    List<Point> points = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += length) {
      List<RunLog.Row> stretch = rows.subList(from, Math.min(rows.size(), from + length));
      points.add(
          new Point(
              stretch.stream().mapToLong(RunLog.Row::step).average().orElse(0),
              stretch.stream().mapToDouble(row -> row.figures().get(name)).average().orElse(0)));
    }
    return points;
  }
}
