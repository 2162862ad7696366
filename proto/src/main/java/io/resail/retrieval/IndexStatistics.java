package io.resail.retrieval;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts and sizes of an index.
///
/// @param generation the commit counted
/// @param formatVersion how it is stored
/// @param units units that can be matched
/// @param sources source images they come from
/// @param unitsByClass units of each class that has any
/// @param searchBytes on disk, all that a search may read
/// @param pixelBytes on disk, the units' pixels
public record IndexStatistics(
    long generation,
    int formatVersion,
    long units,
    long sources,
    SortedMap<Integer, Long> unitsByClass,
    long searchBytes,
    long pixelBytes) {
  public IndexStatistics {
    unitsByClass = Collections.unmodifiableSortedMap(new TreeMap<>(unitsByClass));
  }
}
