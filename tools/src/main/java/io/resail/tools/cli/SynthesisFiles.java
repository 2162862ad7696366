package io.resail.tools.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import io.resail.retrieval.SegmentMatches;
import io.resail.synthesis.Provenance;
import io.resail.synthesis.Receipt;
import io.resail.synthesis.SynthesisEvent;
import io.resail.synthesis.Timings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Writes what a synthesis tells of into a folder, each file as it comes. The folder is made once
/// the request is accepted. One thread.
final class SynthesisFiles implements Consumer<SynthesisEvent> {
  private final Path folder;
  private final Map<String, Object> summary = new LinkedHashMap<>();
  private final List<Object> segments = new ArrayList<>();
  private final List<Object> variants = new ArrayList<>();
  private String last = "";

  SynthesisFiles(Path folder) {
    this.folder = folder;
    summary.put("segments", segments);
    summary.put("variants", variants);
  }

  @Override
  public void accept(SynthesisEvent event) {
    try {
      switch (event) {
        case SynthesisEvent.Accepted accepted -> {
          Files.createDirectories(folder);
          summary.put("request", accepted.requestId());
          summary.put("model", accepted.model());
          summary.put("size", List.of(accepted.size().width(), accepted.size().height()));
        }
        case SynthesisEvent.Hits(SegmentMatches matches) -> segments.add(SearchJson.of(matches));
        case SynthesisEvent.GuidanceReady(int variant, var guidance, var provenance) -> {
          write(variant == 0 ? "guidance.png" : "guidance-" + variant + ".png", guidance);
          variants.add(described(variant, provenance));
        }
        case SynthesisEvent.ImageReady(int variant, var image) ->
            write("image-" + variant + ".png", image);
        case SynthesisEvent.Summary(Timings timings, Receipt receipt) -> {
          summary.put("milliseconds", milliseconds(timings));
          summary.put("receipt", receipt);
          Files.write(
              folder.resolve("summary.json"),
              new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsBytes(summary));
          last = milliseconds(timings).toString();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, RgbImage image) throws IOException {
    Files.write(folder.resolve(name), Png.write(image));
  }

  private static Map<String, Object> described(int variant, Provenance provenance) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("variant", variant);
    described.put("coverage", provenance.coverage());
    described.put(
        "units",
        provenance.uses().stream()
            .map(
                use ->
                    Map.of(
                        "segment", use.segment(),
                        "unit", use.unitId(),
                        "source", use.source(),
                        "score", use.score(),
                        "rank", use.rank()))
            .toList());
    return described;
  }

  private static Map<String, Double> milliseconds(Timings timings) {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("retrieve", milliseconds(timings.retrieve()));
    all.put("fetch", milliseconds(timings.fetch()));
    all.put("assemble", milliseconds(timings.assemble()));
    all.put("queue", milliseconds(timings.queue()));
    all.put("paint", milliseconds(timings.paint()));
    all.put("total", milliseconds(timings.total()));
    return all;
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }

  /// One line for a terminal.
  String text() {
    return String.format(
        Locale.ROOT,
        "%d segments, %d variants in %s; milliseconds %s",
        segments.size(),
        variants.size(),
        folder,
        last);
  }
}
