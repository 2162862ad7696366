package io.resail.retrieval;

import java.time.Duration;
import java.util.Optional;

/// One question to the index.
///
/// @param query what is looked for
/// @param catalogFingerprint the catalogue the caller means; if given it must be the index's
/// @param matches units per segment, `k` of the spec, 1 to [#MOST_MATCHES]
/// @param filter which units may be matched
/// @param nativePixels pixels of the map at the data set's native resolution, by which box areas
///     are
///     scaled before they are compared (spec 3.2); 0 if the map is at that resolution
/// @param timeAllowed the longest search; segments left at its end are answered [Answer.OutOfTime]
/// @param snapshot the snapshot to search; empty for the present state
public record RetrievalRequest(
    Query query,
    Optional<String> catalogFingerprint,
    int matches,
    UnitFilter filter,
    long nativePixels,
    Optional<Duration> timeAllowed,
    Optional<String> snapshot) {
  /// The most units per segment.
  public static final int MOST_MATCHES = 1000;

  /// Units per segment unless asked otherwise (spec 3.3).
  public static final int DEFAULT_MATCHES = 10;

  public RetrievalRequest {
    if (matches < 1 || matches > MOST_MATCHES) {
      throw new IllegalArgumentException(
          matches + " matches per segment: need 1 to " + MOST_MATCHES);
    }
    if (nativePixels < 0) {
      throw new IllegalArgumentException(
          nativePixels + " native pixels: need a pixel count, or 0 for the map's own");
    }
    if (timeAllowed.isPresent() && timeAllowed.get().isNegative()) {
      throw new IllegalArgumentException(
          "time allowed of " + timeAllowed.get() + ": need 0 or more");
    }
  }

  /// A question to the present state.
  public RetrievalRequest(
      Query query,
      Optional<String> catalogFingerprint,
      int matches,
      UnitFilter filter,
      long nativePixels,
      Optional<Duration> timeAllowed) {
    this(query, catalogFingerprint, matches, filter, nativePixels, timeAllowed, Optional.empty());
  }

  /// The default question: ten matches, every unit, as long as it takes.
  public static RetrievalRequest of(Query query) {
    return new RetrievalRequest(
        query, Optional.empty(), DEFAULT_MATCHES, UnitFilter.NONE, 0, Optional.empty());
  }

  /// The same with another number of matches.
  public RetrievalRequest withMatches(int number) {
    return new RetrievalRequest(
        query, catalogFingerprint, number, filter, nativePixels, timeAllowed, snapshot);
  }

  /// The same with another filter.
  public RetrievalRequest withFilter(UnitFilter other) {
    return new RetrievalRequest(
        query, catalogFingerprint, matches, other, nativePixels, timeAllowed, snapshot);
  }

  /// The same, asked of a snapshot.
  public RetrievalRequest in(String snapshotName) {
    return new RetrievalRequest(
        query,
        catalogFingerprint,
        matches,
        filter,
        nativePixels,
        timeAllowed,
        Optional.of(snapshotName));
  }
}
