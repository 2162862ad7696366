package io.resail.client;

import io.resail.raster.Png;
import java.time.Duration;

/// How a client calls.
///
/// @param quickCall the deadline of questions that a server answers from memory: classes, counts,
///     models
/// @param longestCall the deadline of all other calls whose caller's patience has no end before it
/// @param largestMessage bytes of an answer, and of the units of one put
/// @param mostPixels pixels of a grid or image in an answer, checked before it is decompressed
/// @param putBatchBytes bytes of units in a message when any number of them is put
/// @param keepAlive how long a connection may be silent before the server is asked whether it is
///     there
/// @param closeTime how long calls under way may take when the connection is closed
public record ClientSettings(
    Duration quickCall,
    Duration longestCall,
    int largestMessage,
    int mostPixels,
    int putBatchBytes,
    Duration keepAlive,
    Duration closeTime) {
  /// 10 seconds for quick calls and 10 minutes for others, messages of 128 MiB, batches of 1 MiB.
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          1 << 27,
          Png.MOST_PIXELS,
          1 << 20,
          Duration.ofMinutes(1),
          Duration.ofSeconds(5));

  public ClientSettings {
    if (!quickCall.isPositive()
        || !longestCall.isPositive()
        || largestMessage < 1
        || mostPixels < 1
        || putBatchBytes < 1
        || keepAlive.compareTo(Duration.ofSeconds(10)) < 0
        || closeTime.isNegative()) {
      throw new IllegalArgumentException(
          "calls of "
              + quickCall
              + " and "
              + longestCall
              + ", messages of "
              + largestMessage
              + " bytes, "
              + mostPixels
              + " pixels, batches of "
              + putBatchBytes
              + " bytes, keep-alive "
              + keepAlive
              + ", closing in "
              + closeTime
              + ": need deadlines above 0, sizes of at least 1, a keep-alive of at least 10 s and"
              + " no negative time");
    }
  }

  /// The same with another deadline for calls whose caller's patience has no end.
  public ClientSettings withLongestCall(Duration other) {
    return new ClientSettings(
        quickCall, other, largestMessage, mostPixels, putBatchBytes, keepAlive, closeTime);
  }

  /// The same with other batches of units.
  public ClientSettings withPutBatchBytes(int other) {
    return new ClientSettings(
        quickCall, longestCall, largestMessage, mostPixels, other, keepAlive, closeTime);
  }
}
