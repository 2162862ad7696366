package io.resail.index.store;

import io.resail.retrieval.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Snapshots as lines of text, each name, generation, units and milliseconds: the form kept in an
/// index's commits.
final class SnapshotText {
  private SnapshotText() {}

  static String write(List<Snapshot> snapshots) {
    List<String> lines = new ArrayList<>();
    for (Snapshot each : snapshots) {
      lines.add(
          each.name()
              + " "
              + each.generation()
              + " "
              + each.units()
              + " "
              + each.taken().toEpochMilli());
    }
    return String.join("\n", lines);
  }

  /// @throws IllegalArgumentException if the text is not one that [#write] wrote
  static List<Snapshot> read(String text) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length != 4) {
        throw new IllegalArgumentException("snapshot line '" + line + "': need four words");
      }
      snapshots.add(
          new Snapshot(
              words[0],
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Instant.ofEpochMilli(Long.parseLong(words[3]))));
    }
    return List.copyOf(snapshots);
  }
}
