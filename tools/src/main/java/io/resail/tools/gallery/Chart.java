package io.resail.tools.gallery;

import io.resail.raster.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Curves over one axis, drawn without any font. Immutable, any thread.
///
/// @param title what it shows
/// @param across what the horizontal axis counts
/// @param curves what is drawn; points that are not finite are left out
public record Chart(String title, String across, List<Curve> curves) {
  private static final int PAPER = 0x16181d;
  private static final int INK = 0xe8e6e3;
  private static final int GRID = 0x33363d;
  private static final int[] COLOURS = {
    0x4e9af1, 0xf0883e, 0x56d364, 0xe35d6a, 0xb083f0, 0xe3c04d, 0x6bd6d6, 0xf29ac4
  };
  private static final int MARGIN = 12;
  private static final int SCALE_WIDTH = 90;
  private static final int TICKS = 5;

  /// A point of a curve.
  public record Point(double x, double y) {}

  /// A named curve, its points ascending in x.
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  public Chart {
    curves = List.copyOf(curves);
  }

  /// The chart as a picture of that size, at least 320 x 200 pixels.
  public RgbImage draw(int width, int height) {
    if (width < 320 || height < 200) {
      throw new IllegalArgumentException(
          "chart of " + width + " x " + height + " pixels: need at least 320 x 200");
    }
    Sheet sheet = new Sheet(width, height, PAPER);
    sheet.write(title, MARGIN, MARGIN, INK);
    int top = MARGIN + Sheet.LINE_HEIGHT + legend(sheet, width) + MARGIN;
    int bottom = height - MARGIN - 2 * Sheet.LINE_HEIGHT;
    Range columns =
        Range.of(points().stream().map(Point::x).toList(), SCALE_WIDTH, width - 2 * MARGIN);
    Range rows = Range.of(points().stream().map(Point::y).toList(), bottom, top);
    for (double value : rows.ticks()) {
      int y = rows.place(value);
      sheet.line(SCALE_WIDTH, y, width - 2 * MARGIN, y, GRID);
      sheet.write(number(value), MARGIN, y - Sheet.LINE_HEIGHT / 2, INK);
    }
    for (double value : columns.ticks()) {
      int x = columns.place(value);
      sheet.line(x, top, x, bottom, GRID);
      String text = number(value);
      sheet.write(text, x - Sheet.textWidth(text) / 2, bottom + 4, INK);
    }
    sheet.write(across, SCALE_WIDTH, bottom + 4 + Sheet.LINE_HEIGHT, INK);
    for (int i = 0; i < curves.size(); i++) {
      draw(sheet, curves.get(i), COLOURS[i % COLOURS.length], columns, rows);
    }
    return sheet.toImage();
  }

  /// Names the curves in their colours; gives the height that took.
  private int legend(Sheet sheet, int width) {
    int left = MARGIN;
    int top = MARGIN + Sheet.LINE_HEIGHT;
    for (int i = 0; i < curves.size(); i++) {
      String name = curves.get(i).name();
      if (left > MARGIN && left + Sheet.textWidth(name) > width - MARGIN) {
        left = MARGIN;
        top += Sheet.LINE_HEIGHT;
      }
      sheet.write(name, left, top, COLOURS[i % COLOURS.length]);
      left += Sheet.textWidth(name) + 2 * MARGIN;
    }
    return top - MARGIN;
  }

  private static void draw(Sheet sheet, Curve curve, int rgb, Range columns, Range rows) {
    int beforeX = -1;
    int beforeY = 0;
    for (Point point : curve.points()) {
      if (finite(point)) {
        int x = columns.place(point.x());
        int y = rows.place(point.y());
        sheet.line(beforeX < 0 ? x : beforeX, beforeX < 0 ? y : beforeY, x, y, rgb);
        beforeX = x;
        beforeY = y;
      }
    }
  }

  private List<Point> points() {
    return curves.stream().flatMap(c -> c.points().stream()).filter(Chart::finite).toList();
  }

  private static boolean finite(Point point) {
    return Double.isFinite(point.x()) && Double.isFinite(point.y());
  }

  private static String number(double value) {
    return Math.abs(value) >= 10_000 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /// Values from least to most, laid out from one pixel to another.
  private record Range(double least, double most, int from, int to) {
    static Range of(List<Double> values, int from, int to) {
      double least = values.stream().mapToDouble(v -> v).min().orElse(0);
      double most = values.stream().mapToDouble(v -> v).max().orElse(1);
      return new Range(least, most > least ? most : least + 1, from, to);
    }

    int place(double value) {
      return from + (int) Math.rint((value - least) / (most - least) * (to - from));
    }

    /// Round values within, a few of them.
    List<Double> ticks() {
      double rough = (most - least) / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double share = rough / power;
      double step = power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
      List<Double> ticks = new ArrayList<>();
      for (double i = Math.ceil(least / step); i * step <= most; i++) {
        ticks.add(i * step + 0.0); // no negative zero
      }
      return ticks;
    }
  }
}
