package io.resail.index.server;

import java.time.Duration;
import java.util.OptionalInt;

/// How an index server listens and what it takes.
///
/// @param host the name or address to listen on; `0.0.0.0` for all of this machine
/// @param port to listen on, 0 for any free one
/// @param adminPort of the machine's own address, for channel statistics; empty for none
/// @param limits what requests may hold
/// @param keepAlive how long a connection may be silent before the server asks whether the client
///     is there, and how often a client may ask
/// @param readTime how long a client may leave an answer unread before its call is ended
/// @param drainTime how long running calls may take when the server closes
public record IndexServerSettings(
    String host,
    int port,
    OptionalInt adminPort,
    RequestLimits limits,
    Duration keepAlive,
    Duration readTime,
    Duration drainTime) {
  /// Any free port of the machine's own address, no admin port.
  public static final IndexServerSettings DEFAULT =
      new IndexServerSettings(
          "localhost",
          0,
          OptionalInt.empty(),
          RequestLimits.DEFAULT,
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30));

  public IndexServerSettings {
    if (host.isBlank()
        || port < 0
        || port > 0xffff
        || adminPort.orElse(0) < 0
        || adminPort.orElse(0) > 0xffff
        || keepAlive.compareTo(Duration.ofSeconds(1)) < 0
        || !readTime.isPositive()
        || drainTime.isNegative()) {
      throw new IllegalArgumentException(
          "host '"
              + host
              + "', port "
              + port
              + ", admin port "
              + adminPort
              + ", keep-alive "
              + keepAlive
              + ", read time "
              + readTime
              + ", drain time "
              + drainTime
              + ": need a host, ports of 0 to 65535, a keep-alive of at least 1 s, a read time"
              + " above 0 and no negative time");
    }
  }

  /// The same at another address.
  public IndexServerSettings at(String otherHost, int otherPort) {
    return new IndexServerSettings(
        otherHost, otherPort, adminPort, limits, keepAlive, readTime, drainTime);
  }

  /// The same with channel statistics on a port, 0 for any free one.
  public IndexServerSettings withAdminPort(int other) {
    return new IndexServerSettings(
        host, port, OptionalInt.of(other), limits, keepAlive, readTime, drainTime);
  }

  /// The same with other limits.
  public IndexServerSettings withLimits(RequestLimits other) {
    return new IndexServerSettings(host, port, adminPort, other, keepAlive, readTime, drainTime);
  }

  /// The same with another time for answers that are left unread.
  public IndexServerSettings withReadTime(Duration other) {
    return new IndexServerSettings(host, port, adminPort, limits, keepAlive, other, drainTime);
  }

  /// The same with another time for running calls when the server closes.
  public IndexServerSettings withDrainTime(Duration other) {
    return new IndexServerSettings(host, port, adminPort, limits, keepAlive, readTime, other);
  }
}
