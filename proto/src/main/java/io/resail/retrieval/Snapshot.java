package io.resail.retrieval;

import java.time.Instant;

/// A state of the index that is kept under a name until it is dropped.
///
/// @param name of [#LONGEST_NAME] letters, digits, dots, underscores and hyphens at most
/// @param generation the commit that is kept
/// @param units how many it holds
/// @param taken when, to the millisecond
public record Snapshot(String name, long generation, long units, Instant taken) {
  /// The longest name, in characters.
  public static final int LONGEST_NAME = 100;

  /// The most snapshots of one index.
  public static final int MOST = 1000;

  public Snapshot {
    if (!name.matches("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}")) {
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      throw new IllegalArgumentException(
          "snapshot name '"
              + shown
              + "': need 1 to "
              + LONGEST_NAME
              + " letters, digits, dots, underscores and hyphens");
    }
  }
}
