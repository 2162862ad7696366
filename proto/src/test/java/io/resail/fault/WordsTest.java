package io.resail.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private enum Scale {
    FULL_SIZE,
    HALF
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void aConstantIsFoundByItsWord(Scale scale) {
    assertThat(Words.constant(Scale.class, "scale", Words.of(scale))).isEqualTo(scale);
  }

  @Test
  void aWordIsTheNameInLowerCase() {
    assertThat(Words.of(Scale.FULL_SIZE)).isEqualTo("full_size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HALF", "third"})
  void anyOtherWordIsRefusedWithThoseThatThereAre(String word) {
    assertThatThrownBy(() -> Words.constant(Scale.class, "scale", word))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessage("scale '" + word + "': need one of [full_size, half]");
  }
}
