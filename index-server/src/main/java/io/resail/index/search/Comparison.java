package io.resail.index.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;

/// Compares a target with the units of one index segment. One thread.
@FunctionalInterface
interface Comparison {
  /// Offers every unit of the index segment that may be among the nearest.
  ///
  /// @param otherSize which units are looked at: those that pay the size penalty, or the others
  void compare(LeafReaderContext leaf, boolean otherSize, TargetSearch search) throws IOException;
}
