package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:7070, localhost, 7070",
    "10.0.0.7:1, 10.0.0.7, 1",
    "[::1]:65535, ::1, 65535",
    "index.example.org:443, index.example.org, 443",
  })
  void readsHostAndPort(String text, String host, int port) {
    assertThat(ServerAddress.of(text)).isEqualTo(new ServerAddress(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        ":7070",
        " :1",
        "a:0",
        "a:65536",
        "a:-1",
        "a:b",
        "::1:7070",
        "a:"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> ServerAddress.of(text))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("localhost:7070");
  }

  @Test
  void aConnectionRefusesItToo() {
    assertThatThrownBy(() -> Connection.plaintext("nowhere", ClientSettings.DEFAULT))
        .isInstanceOf(FaultException.class);
  }
}
