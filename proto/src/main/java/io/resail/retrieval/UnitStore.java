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

  /// Adds units, each replacing the one of its id if there is one; all or none of them.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming the first unit that breaks a rule
  Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement);

  /// Deletes units by id; ids that do not exist count for nothing.
  Change delete(List<String> unitIds, Acknowledgement acknowledgement);

  /// Deletes every unit cut from the given source images.
  Change deleteSources(List<String> sources, Acknowledgement acknowledgement);
}
