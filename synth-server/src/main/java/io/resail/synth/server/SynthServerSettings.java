package io.resail.synth.server;

import java.time.Duration;
import java.util.OptionalInt;

/// How a synth server listens and what it takes.
///
/// @param host the name or address to listen on; `0.0.0.0` for all of this machine
/// @param port to listen on, 0 for any free one
/// @param adminPort of the machine's own address, for channel statistics; empty for none
/// @param limits what requests may hold
/// @param keepAlive how long a connection may be silent before the server asks whether the client
///     is there, and how often a client may ask
/// @param readTime how long a client may leave an answer unread before its call is ended
/// @param drainTime how long running calls may take when the server closes
public record SynthServerSettings(
    String host,
    int port,
    OptionalInt adminPort,
    Limits limits,
    Duration keepAlive,
    Duration readTime,
    Duration drainTime) {
  /// What a synth server takes at most.
  ///
  /// @param largestMessage bytes of a request
  /// @param mostPixels pixels of a map or image in a request, checked before it is decompressed
  /// @param mostCalls calls worked on at once; more are refused
  public record Limits(int largestMessage, int mostPixels, int mostCalls) {
    /// Messages of 64 MiB with maps of 16 megapixels, 64 calls.
    public static final Limits DEFAULT = new Limits(1 << 26, 1 << 24, 64);

    public Limits {
      if (largestMessage < 1 || mostPixels < 1 || mostCalls < 1) {
        throw new IllegalArgumentException(
            "messages of "
                + largestMessage
                + " bytes, "
                + mostPixels
                + " pixels, "
                + mostCalls
                + " calls: need at least 1 of each");
      }
    }
  }

  /// Any free port of the machine's own address, no admin port.
  public static final SynthServerSettings DEFAULT =
      new SynthServerSettings(
          "localhost",
          0,
          OptionalInt.empty(),
          Limits.DEFAULT,
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30));

  public SynthServerSettings {
    requirePort(port);
    adminPort.ifPresent(SynthServerSettings::requirePort);
    if (host.isBlank()
        || keepAlive.compareTo(Duration.ofSeconds(1)) < 0
        || !readTime.isPositive()
        || drainTime.isNegative()) {
      throw new IllegalArgumentException(
          "host '"
              + host
              + "', keep-alive "
              + keepAlive
              + ", read time "
              + readTime
              + ", drain time "
              + drainTime
              + ": need a host, a keep-alive of at least 1 s, a read time above 0 and no negative"
              + " time");
    }
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port + ": need 0 to 65535");
    }
  }

  /// The same at another address.
  public SynthServerSettings at(String otherHost, int otherPort) {
    return new SynthServerSettings(
        otherHost, otherPort, adminPort, limits, keepAlive, readTime, drainTime);
  }

  /// The same with channel statistics on a port, 0 for any free one.
  public SynthServerSettings withAdminPort(int other) {
    return new SynthServerSettings(
        host, port, OptionalInt.of(other), limits, keepAlive, readTime, drainTime);
  }

  /// The same with other limits.
  public SynthServerSettings withLimits(Limits other) {
    return new SynthServerSettings(host, port, adminPort, other, keepAlive, readTime, drainTime);
  }

  /// The same with another time for answers that are left unread.
  public SynthServerSettings withReadTime(Duration other) {
    return new SynthServerSettings(host, port, adminPort, limits, keepAlive, other, drainTime);
  }

  /// The same with another time for running calls when the server closes.
  public SynthServerSettings withDrainTime(Duration other) {
    return new SynthServerSettings(host, port, adminPort, limits, keepAlive, readTime, other);
  }
}
