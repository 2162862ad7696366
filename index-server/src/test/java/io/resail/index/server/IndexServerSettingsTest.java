package io.resail.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IndexServerSettingsTest {
  @Test
  void theDefaultsAreThese() {
    assertThat(IndexServerSettings.DEFAULT)
        .isEqualTo(
            new IndexServerSettings(
                "localhost",
                0,
                OptionalInt.empty(),
                new RequestLimits(67_108_864, 16_777_216, 4_096, 1_000, 8_388_608, 10_000, 64),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30)));
  }

  @Test
  void refusesSettingsThatCannotWork() {
    IndexServerSettings settings = IndexServerSettings.DEFAULT;

    assertThatThrownBy(() -> settings.at("localhost", 65_536)).hasMessageContaining("65535");
    assertThatThrownBy(() -> settings.at(" ", 1)).hasMessageContaining("need a host");
    assertThatThrownBy(() -> settings.withAdminPort(-1)).hasMessageContaining("need a host, ports");
    assertThatThrownBy(() -> settings.withReadTime(Duration.ZERO))
        .hasMessageContaining("a read time above 0");
    assertThatThrownBy(() -> new RequestLimits(1, 1, 1, 1_001, 1, 1, 1))
        .hasMessageContaining("at most 1000 matches");
    assertThatThrownBy(() -> new RequestLimits(1, 0, 1, 1, 1, 1, 1))
        .hasMessageContaining("at least 1 of each");
  }
}
