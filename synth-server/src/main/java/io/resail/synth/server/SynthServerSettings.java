package io.resail.synth.server;

import java.time.Duration;
import java.util.OptionalInt;

/// How a synth server listens and what it reads.
///
/// @param port to listen on, 0 for any free one
/// @param adminPort of the machine's own address, for channel statistics; empty for none
/// @param largestMessage bytes of a request
/// @param mostPixels pixels of a map or image in a request, read from its header before anything
///     is decompressed
/// @param keepAlive how long a connection may be silent before the server asks whether the client
///     is there, and how often a client may ask
/// @param drainTime how long running calls may take when the server closes
public record SynthServerSettings(
    int port,
    OptionalInt adminPort,
    int largestMessage,
    int mostPixels,
    Duration keepAlive,
    Duration drainTime) {
  /// Any free port, no admin port, maps of 16 megapixels.
  public static final SynthServerSettings DEFAULT =
      new SynthServerSettings(
          0, OptionalInt.empty(), 1 << 27, 1 << 24, Duration.ofSeconds(30), Duration.ofSeconds(30));

  public SynthServerSettings {
    if (port < 0
        || port > 0xffff
        || adminPort.orElse(0) < 0
        || adminPort.orElse(0) > 0xffff
        || largestMessage < 1
        || mostPixels < 1
        || keepAlive.compareTo(Duration.ofSeconds(1)) < 0
        || drainTime.isNegative()) {
      throw new IllegalArgumentException(
          "port "
              + port
              + ", admin port "
              + adminPort
              + ", "
              + largestMessage
              + " bytes, "
              + mostPixels
              + " pixels, keep-alive "
              + keepAlive
              + ", drain time "
              + drainTime
              + ": need ports of 0 to 65535, sizes of at least 1, a keep-alive of at least 1 s and"
              + " no negative time");
    }
  }

  /// The same on another port.
  public SynthServerSettings withPort(int other) {
    return new SynthServerSettings(
        other, adminPort, largestMessage, mostPixels, keepAlive, drainTime);
  }
}
