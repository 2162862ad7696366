package io.resail.retrieval;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.List;

/// Changes which units there are. Any thread may call; changes are made one after another.
public interface UnitStore {
  /// What has happened to a change when its call returns.
  enum Acknowledgement {
    /// It is on disk: a commit that survives power loss. It is visible too.
    DURABLE,
    /// Searches from now on see it; a crash may lose it.
    VISIBLE
  }

  /// What a change did.
  ///
  /// @param changed units added, replaced or deleted
  /// @param generation the first generation that holds it
  record Change(long changed, long generation) {}

  /// What a takedown did.
  ///
  /// @param unitIds the units deleted, in code-unit order
  /// @param generation the first generation without them
  /// @param snapshots names of those snapshots that still hold units of the sources: drop them for
  ///     the units to leave the disk
  record Takedown(List<String> unitIds, long generation, List<String> snapshots) {
    public Takedown {
      unitIds = List.copyOf(unitIds);
      snapshots = List.copyOf(snapshots);
    }
  }

  /// Adds units, each replacing the one of its id if there is one; all or none of them.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming the first unit that breaks a rule
  Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement);

  /// Deletes units by id; ids that do not exist count for nothing.
  Change delete(List<String> unitIds, Acknowledgement acknowledgement);

  /// Deletes every unit cut from the given source images, and reports which; sources without units
  /// count for nothing.
  Takedown deleteSources(List<String> sources, Acknowledgement acknowledgement);

  /// Keeps the present state under a name, durably.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if the name is in use or no name, or there are
  ///     [Snapshot#MOST] already
  Snapshot createSnapshot(String name);

  /// The snapshots, in the order of their names.
  List<Snapshot> snapshots();

  /// Makes the units of a snapshot the present ones, durably, as a new generation; the snapshots
  /// stay.
  ///
  /// @return the number of units now, and the new generation
  /// @throws FaultException [Fault#UNKNOWN] if there is none of that name
  Change restoreSnapshot(String name);

  /// Forgets a snapshot, durably.
  ///
  /// @return no units changed, and the generation that forgot it
  /// @throws FaultException [Fault#UNKNOWN] if there is none of that name
  Change dropSnapshot(String name);
}
