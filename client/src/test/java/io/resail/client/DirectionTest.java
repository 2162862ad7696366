package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.OneWay;
import org.junit.jupiter.api.Test;

class DirectionTest {
  @Test
  void theClientIsOnePackageThatUsesTheContract() {
    assertThat(OneWay.of(Connection.class, "io.resail.client").violations()).isEmpty();
  }
}
