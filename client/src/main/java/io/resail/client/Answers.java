package io.resail.client;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.function.Supplier;

/// What is made of a server's answers.
final class Answers {
  private Answers() {}

  /// The value of an answer. One that breaks a rule is not the caller's fault, as it would be in a
  /// request.
  static <T> T read(Supplier<T> value) {
    try {
      return value.get();
    } catch (FaultException e) {
      throw e.fault() == Fault.WRONG_INPUT ? broken(String.valueOf(e.getMessage())) : e;
    } catch (IllegalArgumentException e) {
      throw broken(String.valueOf(e.getMessage()));
    }
  }

  /// A server that does not keep the contract.
  static FaultException broken(String what) {
    return new FaultException(
        Fault.BROKEN, "the server's answer " + what + ": client and server may differ in version");
  }
}
