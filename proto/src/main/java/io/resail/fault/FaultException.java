package io.resail.fault;

import java.util.Optional;

/// A failure with the name of whose move is next.
///
/// The message says what was given, what is needed and what to do. `subject` names the thing or the
/// field at fault where there is one: a request field for [Fault#WRONG_INPUT], a name for
/// [Fault#UNKNOWN], a file for [Fault#DAMAGED].
public final class FaultException extends RuntimeException {
  private final Fault fault;
  private final String subject;

  /// A failure without a subject.
  public FaultException(Fault fault, String message) {
    this(fault, "", message);
  }

  /// A failure of one field, thing or file.
  public FaultException(Fault fault, String subject, String message) {
    super(message);
    this.fault = fault;
    this.subject = subject;
  }

  /// A failure that another one caused.
  public FaultException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.subject = "";
  }

  /// Whose move is next.
  public Fault fault() {
    return fault;
  }

  /// The field, thing or file at fault, if one is.
  public Optional<String> subject() {
    return subject.isEmpty() ? Optional.empty() : Optional.of(subject);
  }
}
