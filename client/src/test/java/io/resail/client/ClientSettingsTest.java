package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
  @Test
  void theDefaultsAreThese() {
    assertThat(ClientSettings.DEFAULT)
        .isEqualTo(
            new ClientSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(600),
                134_217_728,
                67_108_864,
                1_048_576,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5)));
  }

  @Test
  void refusesSettingsThatCannotWork() {
    ClientSettings settings = ClientSettings.DEFAULT;

    assertThatThrownBy(() -> settings.withLongestCall(Duration.ZERO))
        .hasMessageContaining("deadlines above 0");
    assertThatThrownBy(() -> settings.withPutBatchBytes(0)).hasMessageContaining("at least 1");
  }
}
