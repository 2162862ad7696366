package io.resail.index.server;

import io.resail.retrieval.RetrievalRequest;

/// What an index server takes at most.
///
/// @param largestMessage bytes of a request
/// @param mostPixels pixels of a grid or image in a request, checked before it is decompressed
/// @param mostMasks masks of one question
/// @param mostMatches units per segment
/// @param putBatchBytes bytes of the units in one message, which take many times that in memory
/// @param mostNames names in one list: of units, of source images, of a filter's words
/// @param mostCalls calls worked on at once; more are refused
public record RequestLimits(
    int largestMessage,
    int mostPixels,
    int mostMasks,
    int mostMatches,
    int putBatchBytes,
    int mostNames,
    int mostCalls) {
  /// Messages of 64 MiB with maps of 16 megapixels or 4,096 masks, puts of 8 MiB, lists of 10,000
  /// names, 64 calls.
  public static final RequestLimits DEFAULT =
      new RequestLimits(1 << 26, 1 << 24, 4096, RetrievalRequest.MOST_MATCHES, 1 << 23, 10_000, 64);

  public RequestLimits {
    if (largestMessage < 1
        || mostPixels < 1
        || mostMasks < 1
        || mostMatches < 1
        || mostMatches > RetrievalRequest.MOST_MATCHES
        || putBatchBytes < 1
        || mostNames < 1
        || mostCalls < 1) {
      throw new IllegalArgumentException(
          "messages of "
              + largestMessage
              + " bytes, "
              + mostPixels
              + " pixels, "
              + mostMasks
              + " masks, "
              + mostMatches
              + " matches, puts of "
              + putBatchBytes
              + " bytes, "
              + mostNames
              + " names, "
              + mostCalls
              + " calls: need at least 1 of each, and at most "
              + RetrievalRequest.MOST_MATCHES
              + " matches");
    }
  }
}
