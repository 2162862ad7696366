package io.resail.tools.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.resail.synth.network.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What [GpuBench] measured.
///
/// @param peaks operations a second of a large matrix product in each kind of numbers
/// @param rows one for each case, precision and way
public record GpuBenchResult(Map<Precision, Double> peaks, List<Row> rows) {
  public GpuBenchResult {
    peaks = Map.copyOf(peaks);
    rows = List.copyOf(rows);
  }

  /// One contender.
  ///
  /// @param seconds for all pictures of a call, the middle of its rounds
  /// @param work operations that the dense network takes for them
  /// @param maxError largest absolute difference from the dense float32 picture of the same device
  /// @param decibels the same as signal to noise, of values from -1 to 1
  public record Row(
      GeneratorCase what,
      Precision precision,
      GpuBench.Way way,
      double seconds,
      double work,
      double maxError,
      double decibels) {

    double picturesPerSecond() {
      return what.batch() / seconds;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-7s %-8s %5d %-8s %-7s %9.2f ms %9.1f images/s %7.2f TFLOP/s %9.1e %6.1f dB",
          what.settings().norm(),
          what.label(),
          what.batch(),
          precision,
          way,
          1e3 * seconds,
          picturesPerSecond(),
          work / seconds / 1e12,
          maxError,
          decibels);
    }
  }

  /// The table for people.
  public String table() {
    return String.join(System.lineSeparator(), rows.stream().map(this::withShare).toList());
  }

  private String withShare(Row row) {
    return row.line() + String.format(Locale.ROOT, " %5.1f %% of peak", 100 * share(row));
  }

  private double share(Row row) {
    return row.work / row.seconds / peaks.getOrDefault(row.precision, Double.NaN);
  }

  /// One JSON object.
  public String json() {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    peaks.forEach((precision, peak) -> whole.put("peak_" + precision, peak));
    ArrayNode all = whole.putArray("rows");
    for (Row row : rows) {
      all.addObject()
          .put("norm", row.what.settings().norm().name())
          .put("size", row.what.label())
          .put("batch", row.what.batch())
          .put("precision", row.precision.name())
          .put("way", row.way.name())
          .put("seconds", row.seconds)
          .put("images_per_second", row.picturesPerSecond())
          .put("share_of_peak", share(row))
          .put("max_abs_error", row.maxError)
          .put("decibels", row.decibels);
    }
    return whole.toString();
  }
}
