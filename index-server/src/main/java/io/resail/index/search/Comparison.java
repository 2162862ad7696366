package io.resail.index.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/// Compares a target with the units of one index segment. One thread.
@FunctionalInterface
interface Comparison {
  /// Offers every unit of the segment that may be among the nearest.
  void compare(LeafReaderContext leaf, IndexSearcher searcher, Nearest nearest, Work work)
      throws IOException;
}
