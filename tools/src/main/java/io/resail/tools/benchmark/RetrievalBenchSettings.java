package io.resail.tools.benchmark;

import io.resail.raster.Mask;
import io.resail.retrieval.RetrievalRequest;
import java.nio.file.Path;
import java.util.List;

/// What a run of [RetrievalBench] measures.
///
/// @param units units in the index, at least 1
/// @param classes classes they are of, of Zipf-like sizes, 1 to 1,000
/// @param queries shapes held back and searched for, in the largest class, at least 10
/// @param matches units asked for, `k`, 1 to 1,000
/// @param seed the same seed gives the same units and queries
/// @param hnsw whether Lucene's approximate search is measured too; building its graph takes
///     longest
/// @param doubling whether an index of half the units is built and measured too
/// @param realMasks masks that take turns with procedural shapes; may be empty
/// @param folder where indexes are built; theirs are deleted at the end
public record RetrievalBenchSettings(
    int units,
    int classes,
    int queries,
    int matches,
    long seed,
    boolean hnsw,
    boolean doubling,
    List<Mask> realMasks,
    Path folder) {
  public RetrievalBenchSettings {
    realMasks = List.copyOf(realMasks);
    if (units < 1
        || classes < 1
        || classes > 1000
        || queries < 10
        || matches < 1
        || matches > RetrievalRequest.MOST_MATCHES) {
      throw new IllegalArgumentException(
          units
              + " units, "
              + classes
              + " classes, "
              + queries
              + " queries, "
              + matches
              + " matches: need at least 1 unit, 1 to 1000 classes, 10 queries, 1 to 1000"
              + " matches");
    }
  }
}
