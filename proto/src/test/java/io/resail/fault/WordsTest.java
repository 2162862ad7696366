package io.resail.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private enum Sauce {
    MAPLE_SYRUP,
    KETCHUP
  }

  @ParameterizedTest
  @EnumSource(Sauce.class)
  void aConstantIsFoundByItsWord(Sauce sauce) {
    assertThat(Words.constant(Sauce.class, "sauce", Words.of(sauce))).isEqualTo(sauce);
  }

  @Test
  void aWordIsTheNameInLowerCase() {
    assertThat(Words.of(Sauce.MAPLE_SYRUP)).isEqualTo("maple_syrup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KETCHUP", "mustard"})
  void anyOtherWordIsRefusedWithThoseThatThereAre(String word) {
    assertThatThrownBy(() -> Words.constant(Sauce.class, "sauce", word))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessage("sauce '" + word + "': need one of [maple_syrup, ketchup]");
  }
}
