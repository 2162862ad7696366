package io.resail.tools.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  enum Colour {
    RED,
    GREEN
  }

  record Inner(double rate, Colour colour) {}

  record Outer(int size, boolean open, String name, Inner inner) {
    Outer {
      if (size < 1) {
        throw new IllegalArgumentException("size " + size + ": need at least 1");
      }
    }
  }

  private static final Outer DEFAULT = new Outer(3, true, "a", new Inner(0.5, Colour.RED));
  private final SettingsFile<Outer> file = new SettingsFile<>(Outer.class, DEFAULT);

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(file.parse("{}", "f")).isEqualTo(DEFAULT);
    assertThat(file.parse("{\"inner\": {\"colour\": \"green\"}}", "f"))
        .isEqualTo(new Outer(3, true, "a", new Inner(0.5, Colour.GREEN)));
  }

  @Test
  void mayHoldCommentsAndTrailingCommas() {
    assertThat(file.parse("{\n// more\n\"size\": 7, /* no */ \"inner\": {\"rate\": 1,},}", "f"))
        .isEqualTo(new Outer(7, true, "a", new Inner(1, Colour.RED)));
  }

  @Test
  void whatIsWrittenReadsBack() {
    Outer settings = new Outer(9, false, "b \"c\"", new Inner(1e-7, Colour.GREEN));

    assertThat(file.parse(file.write(settings), "f")).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sise\": 1} | 'sise' is not a setting: need one of size, open, name, inner",
        "{\"inner\": {\"x\": 1}} | 'inner.x' is not a setting: need one of rate, colour",
        "{\"size\": 1.5} | 'size' is 1.5: need a value like 3",
        "{\"size\": \"1\"} | 'size' is \"1\": need a value like 3",
        "{\"open\": 1} | need a value like true",
        "{\"inner\": 1} | 'inner' is 1",
        "{\"name\": null} | 'name' is null",
        "{\"size\": 0} | size 0: need at least 1",
        "{\"inner\": {\"colour\": \"blue\"}} | blue",
        "{\"size\": 1 | line 1",
        "[] | need one JSON object",
        "'' | need one JSON object",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> file.parse(text, "recipe.json"))
        .isInstanceOfSatisfying(
            FaultException.class, wrong -> assertThat(wrong.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageStartingWith("recipe.json: ")
        .hasMessageContaining(message);
  }
}
