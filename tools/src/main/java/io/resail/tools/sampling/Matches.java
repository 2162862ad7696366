package io.resail.tools.sampling;

import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the index has for each example, asked once: segments and matches do not change from epoch
/// to
/// epoch. Any thread.
///
/// An example's own image is never offered (`exclude-image` of spec section 3.3). Examples beyond
/// the bound are asked anew each time.
final class Matches {
  /// Some 200 bytes each: 400 MB at most.
  private static final long MOST_KEPT = 2_000_000;

  private final Retriever retriever;
  private final int perSegment;
  private final Map<String, List<SegmentMatches>> known = new ConcurrentHashMap<>();
  private final AtomicLong kept = new AtomicLong();

  Matches(Retriever retriever, int perSegment) {
    this.retriever = retriever;
    this.perSegment = perSegment;
  }

  /// The segments of an example in the order of spec section 2, each with its matches.
  ///
  /// @param labels its map at native resolution
  List<SegmentMatches> of(String sourceId, LabelMap labels) {
    List<SegmentMatches> before = known.get(sourceId);
    if (before != null) {
      return before;
    }
    List<SegmentMatches> found = ask(labels, perSegment, UnitFilter.excludingSource(sourceId));
    long matches = found.stream().mapToLong(s -> 1 + s.answer().matches().size()).sum();
    if (kept.addAndGet(matches) <= MOST_KEPT) {
      known.put(sourceId, found);
    }
    return found;
  }

  /// The example's own units, or equal twins of them, as far as the index has them.
  List<SegmentMatches> itself(LabelMap labels) {
    return ask(labels, 1, UnitFilter.NONE);
  }

  private List<SegmentMatches> ask(LabelMap labels, int matches, UnitFilter filter) {
    RetrievalRequest request =
        new RetrievalRequest(
            new Query.WholeMap(labels),
            Optional.of(retriever.catalog().fingerprint()),
            matches,
            filter,
            0,
            Optional.empty());
    return retriever.retrieve(request, Patience.endless()).segments();
  }
}
