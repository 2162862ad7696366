package io.resail.tools.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.fault.Words;
import io.resail.synth.plan.LayerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What [GeneratorBench] measured. Times are seconds for all pictures of one call.
///
/// @param threads that one operator uses
/// @param rows one for each case
public record GeneratorBenchResult(int threads, List<Row> rows) {
  public GeneratorBenchResult {
    rows = List.copyOf(rows);
  }

  /// One case: of each contender the mean over the maps of its middle time.
  ///
  /// @param dense the dense network
  /// @param exact the fast path in float32, no map known before
  /// @param coarse the same with bfloat16 convolutions
  /// @param maxError largest absolute difference of exact from dense, after `tanh`
  /// @param decibels of coarse against dense, of values from -1 to 1; the least of all maps
  /// @param layers seconds of exact per kind of layer, of one call
  /// @param layersCoarse the same of coarse
  /// @param variants seconds of exact for 1, 2, 4 and 8 pictures of one map, not known before
  /// @param edited seconds of exact for a picture of a map that was edited in a square of 32 pixels
  ///     since the last one; 0 if it was not measured
  /// @param peaks of memory
  public record Row(
      GeneratorCase what,
      double dense,
      double exact,
      double coarse,
      double maxError,
      double decibels,
      Map<LayerKind, Double> layers,
      Map<LayerKind, Double> layersCoarse,
      List<Double> variants,
      double edited,
      Peaks peaks) {

    double speedup() {
      return dense / exact;
    }

    double coarseSpeedup() {
      return dense / coarse;
    }
  }

  /// Bytes that native code held at most during the first picture of each, the fast path first,
  /// beyond those before; 0 where the C library does not tell.
  public record Peaks(long exact, long dense) {}

  /// So many pictures of one map are timed.
  static final List<Integer> VARIANTS = List.of(1, 2, 4, 8);

  /// The largest difference of an exact picture from the dense network's.
  public double maxError() {
    return rows.stream().mapToDouble(Row::maxError).max().orElse(0);
  }

  /// The table for people.
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-10s %-8s %5s %9s %9s %7s %9s %7s %9s %6s %9s %9s",
            "norm",
            "size",
            "batch",
            "dense s",
            "exact s",
            "times",
            "bf16 s",
            "times",
            "max error",
            "dB",
            "exact MB",
            "dense MB"));
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %-8s %5d %9.3f %9.3f %7.2f %9.3f %7.2f %9.1e %6.1f %9d %9d",
              row.what.settings().norm(),
              row.what.label(),
              row.what.batch(),
              row.dense,
              row.exact,
              row.speedup(),
              row.coarse,
              row.coarseSpeedup(),
              row.maxError,
              row.decibels,
              row.peaks.exact >> 20,
              row.peaks.dense >> 20));
      lines.add("    exact: " + layers(row.layers));
      lines.add("    bf16:  " + layers(row.layersCoarse));
      if (!row.variants.isEmpty()) {
        StringBuilder line =
            new StringBuilder("    pictures of one map, against as many of new ones:");
        for (int i = 0; i < VARIANTS.size(); i++) {
          line.append(
              String.format(
                  Locale.ROOT,
                  " %d: %.2f s (%.0f %%)",
                  VARIANTS.get(i),
                  row.variants.get(i),
                  100 * row.variants.get(i) / (VARIANTS.get(i) * row.variants.getFirst())));
        }
        lines.add(line.toString());
        lines.add(
            String.format(
                Locale.ROOT,
                "    a picture of an edited map: %.3f s (%.0f %% of a new one's)",
                row.edited,
                100 * row.edited / row.variants.getFirst()));
      }
    }
    lines.add(threads + " thread(s); the same settings, weights and maps for all");
    return String.join("\n", lines);
  }

  private static String layers(Map<LayerKind, Double> layers) {
    StringBuilder words = new StringBuilder();
    layers.forEach(
        (kind, seconds) ->
            words.append(String.format(Locale.ROOT, "%s %.3f s  ", Words.of(kind), seconds)));
    return words.toString().strip();
  }

  /// One JSON object on one line. The first case of each norm gives the keys without a size.
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("threads", threads).put("max_abs_error", maxError());
    for (String norm : List.of("SPADE", "RESAIL")) {
      first(norm)
          .ifPresent(
              row ->
                  json.put(norm.toLowerCase(Locale.ROOT) + "_speedup", row.speedup())
                      .put(norm.toLowerCase(Locale.ROOT) + "_bf16_speedup", row.coarseSpeedup()));
    }
    ArrayNode all = json.putArray("cases");
    for (Row row : rows) {
      ObjectNode each = all.addObject();
      each.put("norm", row.what.settings().norm().name())
          .put("size", row.what.label())
          .put("labels", row.what.settings().labels())
          .put("ngf", row.what.settings().widths().blocks())
          .put("batch", row.what.batch())
          .put("dense_s", row.dense)
          .put("exact_s", row.exact)
          .put("bf16_s", row.coarse)
          .put("speedup", row.speedup())
          .put("bf16_speedup", row.coarseSpeedup())
          .put("max_abs_error", row.maxError)
          .put("bf16_db", row.decibels)
          .put("edited_s", row.edited)
          .put("exact_peak_bytes", row.peaks.exact)
          .put("dense_peak_bytes", row.peaks.dense);
      ObjectNode layers = each.putObject("exact_layers_s");
      row.layers.forEach((kind, s) -> layers.put(Words.of(kind), s));
      ObjectNode coarse = each.putObject("bf16_layers_s");
      row.layersCoarse.forEach((kind, s) -> coarse.put(Words.of(kind), s));
      ObjectNode variants = each.putObject("variants_s");
      for (int i = 0; i < row.variants.size(); i++) {
        variants.put(VARIANTS.get(i).toString(), row.variants.get(i));
      }
    }
    return json.toString();
  }

  private Optional<Row> first(String norm) {
    return rows.stream().filter(r -> r.what.settings().norm().name().equals(norm)).findFirst();
  }
}
