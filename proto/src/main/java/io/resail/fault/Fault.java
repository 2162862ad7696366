package io.resail.fault;

/// Whose move is next when something did not work.
///
/// Each kind maps to one gRPC status; the table is in `io.resail.wire.FaultCodec`.
public enum Fault {
  /// The caller's: the input breaks a rule that the message states.
  WRONG_INPUT,
  /// The caller's: the thing named does not exist here.
  UNKNOWN,
  /// The caller's, after reading again: what it wrote against has changed since.
  CHANGED,
  /// The caller's, later: all places are taken.
  BUSY,
  /// The caller's, later: this server is closing, or one behind it is away.
  AWAY,
  /// Nobody's: the time allowed has passed.
  TOO_LATE,
  /// Nobody's: the caller has left.
  CANCELLED,
  /// The operator's: what is stored does not say what it was written to say.
  DAMAGED,
  /// Ours.
  BROKEN
}
