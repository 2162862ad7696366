package io.resail.tools.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.SizeForecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What [ServeBench] measured. Times are in milliseconds.
///
/// @param settings what was asked for
/// @param model that painted, with its forecasts after the last load; empty if the server does not
///     tell
/// @param maps that took turns
/// @param loads in the order they were put on
/// @param imagesEqual whether every image of a map was the same to the last sample
public record ServeBenchResult(
    ServeBenchSettings settings,
    Optional<LoadedModel> model,
    int maps,
    List<Measured> loads,
    boolean imagesEqual) {
  public ServeBenchResult {
    loads = List.copyOf(loads);
  }

  /// What became of one load.
  ///
  /// @param took from the first request to the end of the last
  /// @param hit until the first hit
  /// @param guidance until the guidance
  /// @param image until the image
  /// @param paint the generator's own time, as the server says
  /// @param refusal until a refusal
  /// @param example the first failure's words, empty if there was none
  public record Measured(
      Load load,
      Duration took,
      Counts counts,
      Optional<Quantiles> hit,
      Optional<Quantiles> guidance,
      Optional<Quantiles> image,
      Optional<Quantiles> paint,
      Optional<Quantiles> refusal,
      String example) {
    /// Images in the time the load took.
    public double imagesPerSecond() {
      return counts.painted() / (took.toNanos() / 1e9);
    }
  }

  /// Requests of one load.
  ///
  /// @param sent all of them
  /// @param painted ended with an image
  /// @param refused because all places were taken, or would be for too long
  /// @param late given up when their time was over
  /// @param failed of anything else
  public record Counts(int sent, int painted, int refused, int late, int failed) {}

  /// A time's distribution.
  public record Quantiles(double p50, double p95, double p99, double most) {}

  /// The table for people.
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %d maps in turn, %.1f s per load, %.1f s allowed per request",
            model
                .map(LoadedModel::model)
                .map(m -> m.name() + " (" + m.normalization() + ", " + m.size() + ")")
                .orElse("the server's model"),
            maps,
            settings.perLoad().toNanos() / 1e9,
            settings.timeAllowed().toNanos() / 1e9));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %8s  %9s %9s  %8s %8s %8s  %6s %7s %5s %6s",
            "",
            "",
            "first hit",
            "guidance",
            "image",
            "",
            "",
            "",
            "",
            "",
            ""));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %8s  %9s %9s  %8s %8s %8s  %6s %7s %5s %6s",
            "ms",
            "images/s",
            "p50",
            "p50",
            "p50",
            "p95",
            "p99",
            "sent",
            "refused",
            "late",
            "failed"));
    loads.stream().map(ServeBenchResult::row).forEach(lines::add);
    loads.forEach(
        each ->
            each.refusal()
                .ifPresent(
                    refusal ->
                        lines.add(
                            String.format(
                                Locale.ROOT,
                                "%s: refused within %.1f ms (p50) and %.1f ms (p99)",
                                each.load().text(),
                                refusal.p50(),
                                refusal.p99()))));
    forecast().ifPresent(lines::add);
    loads.stream()
        .filter(each -> !each.example().isEmpty())
        .reduce((_, last) -> last)
        .ifPresent(each -> lines.add("a refusal or failure in words: " + each.example()));
    lines.add(
        imagesEqual
            ? "every image of a map was the same, whatever was painted beside it"
            : "IMAGES OF ONE MAP DIFFERED");
    return String.join("\n", lines);
  }

  /// What the server predicts of an image beside what it took.
  private Optional<String> forecast() {
    return model.map(
        loaded -> {
          SizeForecast own = loaded.sizes().getFirst();
          return String.format(
              Locale.ROOT,
              "predicted %d ms and %d MiB an image beside %d MiB of weights; painted in %s ms"
                  + " (p50)",
              own.time().toMillis(),
              own.activationBytes() >> 20,
              loaded.weightBytes() >> 20,
              cell(lastPaint()));
        });
  }

  /// The median time of the generator in the last load that had images.
  private Optional<Double> lastPaint() {
    return loads.reversed().stream()
        .flatMap(each -> each.paint().stream())
        .map(Quantiles::p50)
        .findFirst();
  }

  private static String row(Measured each) {
    return String.format(
        Locale.ROOT,
        "%-18s %8.2f  %9s %9s  %8s %8s %8s  %6d %7d %5d %6d",
        each.load().text(),
        each.imagesPerSecond(),
        cell(each.hit().map(Quantiles::p50)),
        cell(each.guidance().map(Quantiles::p50)),
        cell(each.image().map(Quantiles::p50)),
        cell(each.image().map(Quantiles::p95)),
        cell(each.image().map(Quantiles::p99)),
        each.counts().sent(),
        each.counts().refused(),
        each.counts().late(),
        each.counts().failed());
  }

  private static String cell(Optional<Double> millis) {
    return millis.map(value -> String.format(Locale.ROOT, "%.1f", value)).orElse("-");
  }

  /// One line for programs.
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("benchmark", "serve")
        .put("maps", maps)
        .put("seconds_per_load", settings.perLoad().toNanos() / 1e9)
        .put("seconds_allowed", settings.timeAllowed().toNanos() / 1e9)
        .put("images_equal", imagesEqual)
        .put(
            "best_images_per_second",
            loads.stream().mapToDouble(Measured::imagesPerSecond).max().orElse(0));
    model.ifPresent(
        loaded -> {
          SizeForecast own = loaded.sizes().getFirst();
          json.put("model", loaded.model().name())
              .put("device", loaded.device())
              .put("weight_bytes", loaded.weightBytes())
              .put("predicted_activation_bytes", own.activationBytes())
              .put("predicted_paint_ms", own.time().toNanos() / 1e6);
        });
    lastPaint().ifPresent(millis -> json.put("measured_paint_ms", millis));
    ArrayNode closed = json.putArray("closed");
    ArrayNode open = json.putArray("open");
    for (Measured each : loads) {
      switch (each.load()) {
        case Load.Closed(int clients) -> fill(closed.addObject().put("clients", clients), each);
        case Load.Open(double rate) -> fill(open.addObject().put("rate", rate), each);
      }
    }
    return json.toString();
  }

  private static void fill(ObjectNode node, Measured each) {
    Counts counts = each.counts();
    node.put("images_per_second", each.imagesPerSecond())
        .put("took_seconds", each.took().toNanos() / 1e9)
        .put("sent", counts.sent())
        .put("painted", counts.painted())
        .put("refused", counts.refused())
        .put("late", counts.late())
        .put("failed", counts.failed());
    fill(node, "first_hit_ms", each.hit());
    fill(node, "guidance_ms", each.guidance());
    fill(node, "image_ms", each.image());
    fill(node, "paint_ms", each.paint());
    fill(node, "refusal_ms", each.refusal());
  }

  private static void fill(ObjectNode node, String name, Optional<Quantiles> quantiles) {
    quantiles.ifPresent(
        q ->
            node.putObject(name)
                .put("p50", q.p50())
                .put("p95", q.p95())
                .put("p99", q.p99())
                .put("max", q.most()));
  }
}
