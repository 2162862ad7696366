package io.resail.tools.evaluation;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.raster.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What an evaluation found: numbers, how they came about, pictures.
///
/// @param protocol what was done, by subject
/// @param scores one for each contender, one for each guidance alone, then those of photographs,
///     the last that of the photographs of the maps themselves
/// @param columns headings of the pictures
/// @param pictures rows of pictures, one for each column
public record EvaluationReport(
    Map<String, String> protocol,
    List<Scores> scores,
    List<String> columns,
    List<List<RgbImage>> pictures) {
  public EvaluationReport {
    scores = List.copyOf(scores);
    columns = List.copyOf(columns);
    pictures = pictures.stream().map(List::copyOf).toList();
  }

  /// Writes `report.json`, `report.md` and `report.html` into a folder.
  ///
  /// @return the page
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.json"), json(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("report.md"), markdown(), StandardCharsets.UTF_8);
    Path page = folder.resolve("report.html");
    Files.writeString(page, new ReportPage(this).html(), StandardCharsets.UTF_8);
    return page;
  }

  /// What the tables call a network T, by its place among those given.
  static String networkName(int network) {
    return network == 0 ? "network T" : "network T " + (network + 1);
  }

  /// The main table, by the first network T: headings, then a row for each of the scores.
  List<List<String>> table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "mIoU %",
            "accuracy %",
            "mIoU % with void",
            "T distance",
            "FID",
            "diversity, pixels",
            "diversity, features",
            "covered %",
            "nearer than own %",
            "guide ms",
            "paint ms"));
    for (Scores each : scores) {
      boolean painted = !each.hash().isEmpty();
      rows.add(
          List.of(
              each.name(),
              percent(each.judgement().map(seen -> seen.withoutVoid().meanIou())),
              percent(each.judgement().map(seen -> seen.withoutVoid().pixelAccuracy())),
              percent(each.judgement().map(seen -> seen.everywhere().meanIou())),
              number(each.judgement().flatMap(Judgement::distance)),
              number(each.fid()),
              number(each.diversity().map(Diversity::pixels)),
              number(each.diversity().map(Diversity::features)),
              painted || each.coverage() > 0 ? percent(Optional.of(each.coverage())) : "",
              percent(each.leak().map(LeakCheck::nearerThanOwn)),
              painted ? number(Optional.of(each.millis().guide())) : "",
              painted ? number(Optional.of(each.millis().paint())) : ""));
    }
    return rows;
  }

  /// What several networks T say of the same images: headings, then a row for each of the scores;
  /// empty if there are fewer than two.
  List<List<String>> networkTable() {
    int networks = scores.getFirst().judgements().size();
    if (networks < 2) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of("by each network T"));
    for (int i = 0; i < networks; i++) {
      String name = networkName(i);
      headings.addAll(List.of(name + ": mIoU %", name + ": accuracy %", name + ": distance"));
    }
    rows.add(headings);
    for (Scores each : scores) {
      List<String> row = new ArrayList<>(List.of(each.name()));
      for (Judgement seen : each.judgements()) {
        row.add(percent(Optional.of(seen.withoutVoid().meanIou())));
        row.add(percent(Optional.of(seen.withoutVoid().pixelAccuracy())));
        row.add(number(seen.distance()));
      }
      rows.add(row);
    }
    return rows;
  }

  /// The tables of classes, one for each network T: headings, then IoU of each of the scores by
  /// class.
  List<List<List<String>>> classTables() {
    return IntStream.range(0, scores.getFirst().judgements().size())
        .mapToObj(this::classTable)
        .toList();
  }

  private List<List<String>> classTable(int network) {
    SequencedMap<Integer, String> names = new TreeMap<>();
    for (Scores each : scores) {
      each.judgements()
          .get(network)
          .withoutVoid()
          .classes()
          .forEach(c -> names.put(c.channel(), c.name()));
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of(networkName(network) + ": IoU % by class"));
    scores.forEach(each -> headings.add(each.name()));
    rows.add(headings);
    names.forEach(
        (channel, name) -> {
          List<String> row = new ArrayList<>(List.of(name));
          for (Scores each : scores) {
            row.add(
                percent(
                    each.judgements().get(network).withoutVoid().classes().stream()
                        .filter(c -> c.channel() == channel)
                        .map(SegmentationScores.ClassScore::iou)
                        .findFirst()));
          }
          rows.add(row);
        });
    return rows;
  }

  /// The tables of distances by level, one for each network T: headings, then a row for each of
  /// the scores that has them.
  List<List<List<String>>> distanceTables() {
    return IntStream.range(0, scores.getFirst().judgements().size())
        .mapToObj(this::distanceTable)
        .toList();
  }

  private List<List<String>> distanceTable(int network) {
    List<List<String>> rows = new ArrayList<>();
    for (Scores each : scores) {
      SequencedMap<String, Double> distances = each.judgements().get(network).distances();
      if (distances.isEmpty()) {
        continue;
      }
      if (rows.isEmpty()) {
        List<String> headings = new ArrayList<>(List.of(networkName(network) + ": distance"));
        headings.addAll(distances.sequencedKeySet());
        rows.add(headings);
      }
      List<String> row = new ArrayList<>(List.of(each.name()));
      distances.values().forEach(distance -> row.add(number(Optional.of(distance))));
      rows.add(row);
    }
    return rows;
  }

  private static String percent(Optional<Double> share) {
    return share
        .filter(Double::isFinite)
        .map(value -> String.format(Locale.ROOT, "%.1f", 100 * value))
        .orElse("");
  }

  private static String number(Optional<Double> value) {
    return value.map(each -> String.format(Locale.ROOT, "%.4g", each)).orElse("");
  }

  /// The report as Markdown, without pictures.
  public String markdown() {
    StringBuilder text = new StringBuilder("# Evaluation\n\n");
    append(text, table());
    append(text, networkTable());
    distanceTables().forEach(each -> append(text, each));
    classTables().forEach(each -> append(text, each));
    text.append("## Protocol\n\n");
    protocol.forEach(
        (subject, what) ->
            text.append("- **").append(subject).append("**: ").append(what).append('\n'));
    return text.toString();
  }

  /// Appends a table, or nothing for one without rows.
  private static void append(StringBuilder text, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---".repeat(rows.getFirst().size())).append("|\n");
      }
    }
    text.append('\n');
  }

  /// The report as JSON, without pictures.
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode words = json.putObject("protocol");
    protocol.forEach(words::put);
    ArrayNode all = json.putArray("scores");
    for (Scores each : scores) {
      ObjectNode one = all.addObject();
      one.put("name", each.name()).put("sha256", each.hash()).put("images", each.images());
      each.judgement().ifPresent(seen -> put(one, seen));
      if (each.judgements().size() > 1) {
        ArrayNode networks = one.putArray("by_network");
        each.judgements().forEach(seen -> put(networks.addObject(), seen));
      }
      each.fid().ifPresent(value -> one.put("fid", value));
      each.diversity()
          .ifPresent(
              value ->
                  one.put("diversity_pixels", value.pixels())
                      .put("diversity_features", value.features()));
      each.leak()
          .ifPresent(
              leak ->
                  one.putObject("leak")
                      .put("nearer_than_own", leak.nearerThanOwn())
                      .put("nearer_than_any", leak.nearerThanAny())
                      .put("painted_median", leak.paintedMedian())
                      .put("held_out_median", leak.heldOutMedian()));
      one.put("coverage", each.coverage())
          .put("guide_ms", each.millis().guide())
          .put("paint_ms", each.millis().paint());
    }
    try {
      return JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(json)
          + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }

  private static void put(ObjectNode into, Judgement seen) {
    put(into.putObject("without_void"), seen.withoutVoid());
    put(into.putObject("void_counted"), seen.everywhere());
    seen.distance().ifPresent(value -> into.put("t_frechet_distance", value));
    if (!seen.distances().isEmpty()) {
      ObjectNode levels = into.putObject("t_frechet_distance_by_level");
      seen.distances().forEach(levels::put);
    }
  }

  private static void put(ObjectNode into, SegmentationScores seen) {
    into.put("mean_iou", seen.meanIou())
        .put("pixel_accuracy", seen.pixelAccuracy())
        .put("mean_accuracy", seen.meanAccuracy())
        .put("pixels", seen.pixels());
    ObjectNode classes = into.putObject("iou_by_class");
    seen.classes().forEach(each -> classes.put(each.name(), each.iou()));
  }
}
