package io.resail.tools.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalBenchTest {
  @TempDir private Path folder;

  @Test
  void checksItsOwnAnswersAndLeavesNothingBehind() throws IOException {
    RetrievalBenchResult result =
        RetrievalBench.run(
            new RetrievalBenchSettings(600, 2, 10, 10, 7, true, true, List.of(), folder), _ -> {});
    JsonNode json = new ObjectMapper().readTree(result.json());
    assertThat(json.get("recall_at_10").asDouble()).isEqualTo(1.0);
    assertThat(json.get("request_exact").asBoolean()).isTrue();
    assertThat(json.get("hnsw_recall_at_10").asDouble()).isGreaterThan(0);
    assertThat(json.get("units_in_class").asInt()).isBetween(300, 600);
    for (String key :
        List.of(
            "speedup_median_over_scan",
            "speedup_p99_over_scan",
            "speedup_median_over_hnsw",
            "doubling_factor",
            "fetch_median_ms",
            "pixel_bytes_per_unit")) {
      assertThat(json.get(key).asDouble()).as(key).isPositive();
    }
    assertThat(result.table()).contains("exhaustive vectorised scan");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void refusesWhatItCannotMeasure() {
    assertThatThrownBy(
            () -> new RetrievalBenchSettings(10, 1, 10, 1001, 1, false, false, List.of(), folder))
        .hasMessageContaining("1001 matches")
        .hasMessageContaining("1 to 1000");
  }
}
