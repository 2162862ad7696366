package io.resail.retrieval;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds, for each segment of a label map, the stored units of its class most like it in shape.
///
/// Answers are exact (spec section 3). Any thread may call; calls run side by side.
public interface Retriever {
  /// The classes that units and queries are in.
  ClassCatalog catalog();

  /// Answers each segment of the question, in the order of spec section 2, as soon as it is known.
  ///
  /// @param each told of every segment on the calling thread, one at a time
  /// @return what the whole took, after the last segment
  /// @throws FaultException [Fault#WRONG_INPUT] before any work if the question breaks a rule;
  ///     [Fault#CANCELLED] or [Fault#TOO_LATE] between segments when patience ends
  RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each);

  /// The whole answer at once.
  default Retrieval retrieve(RetrievalRequest request, Patience patience) {
    List<SegmentMatches> segments = new ArrayList<>();
    RetrievalSummary summary = retrieve(request, patience, segments::add);
    return new Retrieval(segments, summary);
  }

  /// Fetches units with their pixels, in the order asked.
  ///
  /// @throws FaultException [Fault#UNKNOWN] naming the first unit that does not exist
  void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each);

  /// Fetches units from a snapshot, or from the present state if none is named.
  ///
  /// @throws FaultException [Fault#UNKNOWN] naming the snapshot or the first unit that does not
  ///     exist
  default void fetch(
      List<String> unitIds,
      Optional<String> snapshot,
      Patience patience,
      Consumer<RetrievalUnit> each) {
    if (snapshot.isPresent()) {
      throw new FaultException(
          Fault.UNKNOWN,
          snapshot.get(),
          "no snapshot '" + snapshot.get() + "': this retriever keeps none");
    }
    fetch(unitIds, patience, each);
  }

  /// Counts and sizes.
  IndexStatistics statistics();
}
