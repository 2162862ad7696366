package io.resail.fault;

import java.util.Arrays;
import java.util.Locale;

/// The constants of an enum by the words that files and commands have for them: their names in
/// lower case.
public final class Words {
  private Words() {}

  /// The word for a constant.
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The constant that a word stands for.
  ///
  /// @param what the constants are, as messages call it
  /// @throws FaultException [Fault#WRONG_INPUT] naming the words that there are
  public static <E extends Enum<E>> E constant(Class<E> type, String what, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> of(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.WRONG_INPUT,
                    what,
                    what
                        + " '"
                        + word
                        + "': need one of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).toList()));
  }
}
