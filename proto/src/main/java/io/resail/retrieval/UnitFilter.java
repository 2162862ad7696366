package io.resail.retrieval;

import java.util.Set;

/// Which units may be matched; the empty set of a part means no restriction.
///
/// @param excludedSources source images whose units are left out (`exclude-image` of spec 3.3)
/// @param excludedUnits units left out by id (`exclude-self`, bans)
/// @param splits the only splits searched
/// @param licences the only licences searched
/// @param tags a unit must carry all of these
/// @param smallestArea a unit's mask must have at least this many pixels
public record UnitFilter(
    Set<String> excludedSources,
    Set<String> excludedUnits,
    Set<String> splits,
    Set<String> licences,
    Set<String> tags,
    int smallestArea) {
  /// Every unit.
  public static final UnitFilter NONE =
      new UnitFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), 0);

  public UnitFilter {
    excludedSources = Set.copyOf(excludedSources);
    excludedUnits = Set.copyOf(excludedUnits);
    splits = Set.copyOf(splits);
    licences = Set.copyOf(licences);
    tags = Set.copyOf(tags);
    if (smallestArea < 0) {
      throw new IllegalArgumentException(
          "smallest area " + smallestArea + ": need a pixel count of at least 0");
    }
  }

  /// All but the units of one source image.
  public static UnitFilter excludingSource(String source) {
    return new UnitFilter(Set.of(source), Set.of(), Set.of(), Set.of(), Set.of(), 0);
  }

  /// All but one unit.
  public static UnitFilter excludingUnit(String unitId) {
    return new UnitFilter(Set.of(), Set.of(unitId), Set.of(), Set.of(), Set.of(), 0);
  }
}
