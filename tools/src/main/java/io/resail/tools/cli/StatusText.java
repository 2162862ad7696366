package io.resail.tools.cli;

import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.LoadedModel;
import io.resail.synthesis.PainterStatus;
import io.resail.synthesis.SizeForecast;
import java.util.ArrayList;
import java.util.List;

/// What a painter has at hand, in words for a terminal.
final class StatusText {
  private static final int MEBI = 20;

  private StatusText() {}

  static String of(PainterStatus status) {
    List<String> parts = new ArrayList<>();
    Rows models =
        new Rows(
            "model",
            "norm",
            "guidance",
            "light",
            "device",
            "weights",
            "size",
            "memory",
            "time",
            "queued");
    status.models().forEach(each -> add(models, each));
    if (status.models().isEmpty()) {
      parts.add("no model: guidance only");
    } else {
      parts.add(models.toString());
    }
    status.models().stream()
        .filter(each -> !each.model().trained())
        .map(each -> "'" + each.model().name() + "' is untrained: its pictures mean nothing")
        .forEach(parts::add);
    status.devices().stream().map(StatusText::line).forEach(parts::add);
    if (!status.files().isEmpty()) {
      parts.add("may be loaded: " + String.join(", ", status.files()));
    }
    return String.join("\n", parts);
  }

  private static void add(Rows rows, LoadedModel loaded) {
    boolean first = true;
    for (SizeForecast size : loaded.sizes()) {
      rows.add(
          first ? loaded.model().name() : "",
          first ? loaded.model().normalization() : "",
          first ? loaded.model().guidance() : "",
          first ? loaded.model().light() : "",
          first ? loaded.device() : "",
          first ? mebibytes(loaded.weightBytes()) : "",
          size.size(),
          mebibytes(size.activationBytes()),
          size.time().toMillis() + " ms",
          first ? loaded.queued() : "");
      first = false;
    }
  }

  private static String line(DeviceStatus device) {
    return "device "
        + device.name()
        + " ("
        + device.software()
        + "): "
        + mebibytes(device.memoryUsed())
        + " in use, budget "
        + mebibytes(device.memoryBudget());
  }

  private static String mebibytes(long bytes) {
    return (bytes >> MEBI) + " MiB";
  }
}
