package io.resail.tools.gallery;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows of pictures under one heading, written as one PNG and as one HTML page beside it.
///
/// @param title what the pictures are
/// @param notice what a viewer must know before judging them; empty if nothing
/// @param columns the heading of each column
/// @param rows one picture for each column
public record Gallery(String title, String notice, List<String> columns, List<Row> rows) {
  private static final int GAP = 8;
  private static final int PAPER = 0x16181d;
  private static final int INK = 0xe8e6e3;
  private static final int WARNING = 0xffb454;

  /// Pictures side by side.
  ///
  /// @param caption what they are of
  /// @param pictures one for each column
  public record Row(String caption, List<RgbImage> pictures) {
    public Row {
      pictures = List.copyOf(pictures);
    }
  }

  public Gallery {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.pictures().size() != columns.size()) {
        throw new IllegalArgumentException(
            "row '"
                + row.caption()
                + "' of "
                + row.pictures().size()
                + " pictures: need one for each of the "
                + columns.size()
                + " columns");
      }
    }
  }

  /// A label map in its catalogue's colours; grey where a label is no class.
  public static RgbImage coloured(LabelMap map, ClassCatalog catalog) {
    Map<Integer, Integer> colours = new HashMap<>();
    catalog.classes().forEach(c -> colours.put(c.label(), c.rgb()));
    byte[] samples = new byte[3 * map.width() * map.height()];
    for (int y = 0, i = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++, i += 3) {
        int rgb = colours.getOrDefault(map.label(x, y), 0x404040);
        samples[i] = (byte) (rgb >> 16);
        samples[i + 1] = (byte) (rgb >> 8);
        samples[i + 2] = (byte) rgb;
      }
    }
    return RgbImage.wrap(map.width(), map.height(), samples);
  }

  /// A picture scaled to a height, its aspect kept.
  public static RgbImage ofHeight(RgbImage picture, int height) {
    int width = Math.max(1, Math.round((float) picture.width() * height / picture.height()));
    return picture.height() == height ? picture : Resampling.bicubic(picture, width, height);
  }

  /// Writes `NAME.png`, `NAME.html` and the single pictures in `NAME/` into a folder.
  ///
  /// @return the HTML page
  public Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.write(folder.resolve(name + ".png"), Png.write(sheet()));
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        Files.write(folder.resolve(picture(name, r, c)), Png.write(rows.get(r).pictures().get(c)));
      }
    }
    Path page = folder.resolve(name + ".html");
    Files.writeString(page, html(name), StandardCharsets.UTF_8);
    return page;
  }

  /// All rows in one picture, with title, notice and headings lettered in.
  public RgbImage sheet() {
    int[] widths = columns.stream().mapToInt(Sheet::textWidth).toArray();
    int height = 0;
    for (Row row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.pictures().get(c).width());
      }
      height += Sheet.LINE_HEIGHT + rowHeight(row) + GAP;
    }
    int inner = Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    int width = 2 * GAP + Math.max(inner, Sheet.textWidth(title));
    List<String> notices = wrap(notice, width - 2 * GAP);
    height += 3 * GAP + (2 + notices.size()) * Sheet.LINE_HEIGHT;

    Sheet sheet = new Sheet(width, height, PAPER);
    int top = GAP;
    sheet.write(title, GAP, top, INK);
    for (String line : notices) {
      top += Sheet.LINE_HEIGHT;
      sheet.write(line, GAP, top, WARNING);
    }
    top += Sheet.LINE_HEIGHT + GAP;
    for (int c = 0, left = GAP; c < widths.length; left += widths[c] + GAP, c++) {
      sheet.write(columns.get(c), left, top, INK);
    }
    top += Sheet.LINE_HEIGHT + GAP;
    for (Row row : rows) {
      sheet.write(row.caption(), GAP, top, INK);
      top += Sheet.LINE_HEIGHT;
      for (int c = 0, left = GAP; c < widths.length; left += widths[c] + GAP, c++) {
        sheet.place(row.pictures().get(c), left, top);
      }
      top += rowHeight(row) + GAP;
    }
    return sheet.toImage();
  }

  private static int rowHeight(Row row) {
    return row.pictures().stream().mapToInt(RgbImage::height).max().orElse(1);
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Sheet.textWidth(longer) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private static String picture(String name, int row, int column) {
    return name + "/" + row + "-" + column + ".png";
  }

  private String html(String name) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <style>
        body{background:#16181d;color:#e8e6e3;font:15px/1.5 system-ui,sans-serif;margin:2rem auto;
        max-width:76rem;padding:0 1rem}
        h1{font-weight:600;font-size:1.5rem}
        p.notice{color:#ffb454;border-left:3px solid;padding-left:1em}
        figure{margin:0 0 2rem}
        div.row{display:flex;gap:8px}
        div.row>div{flex:1}
        img{width:100%;display:block;border-radius:4px}
        small{color:#9aa0aa}
        </style>
        """);
    page.append("<title>").append(escape(title)).append("</title></head><body>\n<h1>");
    page.append(escape(title)).append("</h1>\n");
    if (!notice.isEmpty()) {
      page.append("<p class=\"notice\">").append(escape(notice)).append("</p>\n");
    }
    for (int r = 0; r < rows.size(); r++) {
      page.append("<figure><figcaption>").append(escape(rows.get(r).caption()));
      page.append("</figcaption><div class=\"row\">\n");
      for (int c = 0; c < columns.size(); c++) {
        String heading = escape(columns.get(c));
        page.append("<div><img src=\"").append(escape(picture(name, r, c))).append("\" alt=\"");
        page.append(heading).append("\"><small>").append(heading).append("</small></div>\n");
      }
      page.append("</div></figure>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
