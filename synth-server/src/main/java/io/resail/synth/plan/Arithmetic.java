package io.resail.synth.plan;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.Arrays;
import java.util.Locale;

/// In which numbers a plan convolves. All else, sums included, is float32.
public enum Arithmetic {
  /// The pictures of the dense network up to rounding.
  FLOAT32,

  /// Factors of convolutions with 8 bits of mantissa: a slightly different picture. It pays on some
  /// processors with `avx512_bf16` and not on others, so it is measured before it is chosen.
  BFLOAT16;

  /// Its name on command lines: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one of this word.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is none
  public static Arithmetic named(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.WRONG_INPUT,
                    "arithmetic",
                    "no arithmetic '" + word + "': need float32 or bfloat16"));
  }
}
