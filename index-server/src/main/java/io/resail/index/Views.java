package io.resail.index;

import io.resail.retrieval.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where searches get a state of the index from. Any thread.
interface Views extends Closeable {
  /// Holds the newest state; the caller closes it.
  View newest() throws IOException;

  /// Holds the state kept under a name; the caller closes it.
  ///
  /// @throws io.resail.fault.FaultException [io.resail.fault.Fault#UNKNOWN] if there is none
  View snapshot(String name) throws IOException;

  /// The names in use.
  List<Snapshot> snapshots() throws IOException;

  /// Holds the state kept under a name, or the newest if none is given; the caller closes it.
  default View of(Optional<String> snapshot) throws IOException {
    return snapshot.isPresent() ? snapshot(snapshot.get()) : newest();
  }
}
