package io.resail.tools.evaluation;

import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.tools.gallery.Gallery;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A report as one page that holds its own pictures.
final class ReportPage {
  private static final int SMALLEST_SHOWN = 192;
  private static final String[] COLOURS = {"#4e9af1", "#f0883e", "#56d364", "#b083f0", "#e3c04d"};

  private final EvaluationReport report;
  private final StringBuilder page = new StringBuilder();

  ReportPage(EvaluationReport report) {
    this.report = report;
  }

  String html() {
    page.append(
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Evaluation</title>
        <style>
        body{background:#16181d;color:#e8e6e3;font:15px/1.5 system-ui,sans-serif;margin:2rem auto;
        max-width:80rem;padding:0 1rem}
        h1{font-weight:600;font-size:1.6rem} h2{font-weight:600;font-size:1.15rem;margin-top:2.5rem}
        div.wide{overflow-x:auto}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.35rem .8rem;text-align:right;border-bottom:1px solid #33363d}
        th{color:#9aa0aa;font-weight:500} th:first-child,td:first-child{text-align:left}
        div.bars{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1.5rem}
        div.bar{display:flex;align-items:center;gap:.6rem;margin:.25rem 0;font-size:.85rem}
        div.bar span{flex:0 0 11rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        div.bar i{height:1rem;border-radius:3px;display:block}
        div.row{display:flex;gap:8px;margin-bottom:8px}
        div.row>div{flex:1} img{width:100%;display:block;border-radius:4px}
        small{color:#9aa0aa} dt{color:#9aa0aa;margin-top:.5rem} dd{margin:0;overflow-wrap:anywhere}
        </style></head><body>
        <h1>Evaluation</h1>
        """);
    table(report.table());
    bars();
    pictures();
    section("By each network T", report.networkTable());
    report.distanceTables().forEach(each -> section("Distance by level", each));
    report.classTables().forEach(each -> section("By class", each));
    page.append("<h2>Protocol</h2>\n<dl>\n");
    report
        .protocol()
        .forEach(
            (subject, what) ->
                page.append("<dt>")
                    .append(escape(subject))
                    .append("</dt><dd>")
                    .append(escape(what))
                    .append("</dd>\n"));
    return page.append("</dl>\n</body></html>\n").toString();
  }

  /// A table below its title, or nothing for one without rows.
  private void section(String title, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      page.append("<h2>").append(escape(title)).append("</h2>\n");
      table(rows);
    }
  }

  private void table(List<List<String>> rows) {
    page.append("<div class=\"wide\"><table>\n");
    for (int i = 0; i < rows.size(); i++) {
      String tag = i == 0 ? "th" : "td";
      page.append("<tr>");
      for (String cell : rows.get(i)) {
        page.append('<').append(tag).append('>').append(escape(cell));
        page.append("</").append(tag).append('>');
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  private void bars() {
    page.append("<h2>Side by side</h2>\n<div class=\"bars\">\n");
    bars(
        "mIoU %, more is better",
        each -> each.judgement().map(seen -> 100 * seen.withoutVoid().meanIou()));
    bars(
        "pixel accuracy %, more is better",
        each -> each.judgement().map(seen -> 100 * seen.withoutVoid().pixelAccuracy()));
    bars("T distance, less is better", each -> each.judgement().flatMap(Judgement::distance));
    bars("FID, less is better", Scores::fid);
    page.append("</div>\n");
  }

  private void bars(String title, Function<Scores, Optional<Double>> value) {
    double most =
        report.scores().stream()
            .flatMap(each -> value.apply(each).stream())
            .mapToDouble(each -> each)
            .max()
            .orElse(0);
    if (!(most > 0)) {
      return;
    }
    page.append("<div><strong>").append(escape(title)).append("</strong>\n");
    int row = 0;
    for (Scores each : report.scores()) {
      Optional<Double> one = value.apply(each);
      if (one.isPresent()) {
        page.append("<div class=\"bar\"><span>").append(escape(each.name())).append("</span>");
        page.append(
            String.format(
                Locale.ROOT,
                "<i style=\"width:%.1f%%;background:%s\"></i>%.4g</div>%n",
                50 * one.get() / most,
                COLOURS[row % COLOURS.length],
                one.get()));
      }
      row++;
    }
    page.append("</div>\n");
  }

  private void pictures() {
    if (report.pictures().isEmpty()) {
      return;
    }
    page.append("<h2>Pictures</h2>\n");
    for (List<RgbImage> row : report.pictures()) {
      page.append("<div class=\"row\">\n");
      for (int c = 0; c < row.size(); c++) {
        RgbImage shown =
            row.get(c).height() >= SMALLEST_SHOWN
                ? row.get(c)
                : Gallery.ofHeight(row.get(c), SMALLEST_SHOWN);
        page.append("<div><img alt=\"").append(escape(report.columns().get(c)));
        page.append("\" src=\"data:image/png;base64,");
        page.append(Base64.getEncoder().encodeToString(Png.write(shown)));
        page.append("\"><small>").append(escape(report.columns().get(c)));
        page.append("</small></div>\n");
      }
      page.append("</div>\n");
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
