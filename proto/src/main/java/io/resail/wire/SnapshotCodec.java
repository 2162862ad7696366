package io.resail.wire;

import io.resail.proto.v1.ListSnapshotsResponse;
import io.resail.proto.v1.TakedownResponse;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore;
import java.time.Instant;
import java.util.List;

/// Snapshots and takedowns as messages and back. Immutable, any thread.
public final class SnapshotCodec {
  /// A snapshot as a message.
  public io.resail.proto.v1.Snapshot message(Snapshot snapshot) {
    return io.resail.proto.v1.Snapshot.newBuilder()
        .setName(snapshot.name())
        .setGeneration(snapshot.generation())
        .setUnits(snapshot.units())
        .setTakenMillis(snapshot.taken().toEpochMilli())
        .build();
  }

  /// The snapshot of a message.
  public Snapshot value(io.resail.proto.v1.Snapshot message) {
    return Field.made(
        "snapshot",
        () ->
            new Snapshot(
                message.getName(),
                message.getGeneration(),
                message.getUnits(),
                Instant.ofEpochMilli(message.getTakenMillis())));
  }

  /// Snapshots as a message.
  public ListSnapshotsResponse message(List<Snapshot> snapshots) {
    ListSnapshotsResponse.Builder message = ListSnapshotsResponse.newBuilder();
    snapshots.forEach(each -> message.addSnapshots(message(each)));
    return message.build();
  }

  /// The snapshots of a message.
  public List<Snapshot> values(ListSnapshotsResponse message) {
    return message.getSnapshotsList().stream().map(this::value).toList();
  }

  /// What a takedown did, as a message.
  public TakedownResponse message(UnitStore.Takedown takedown) {
    return TakedownResponse.newBuilder()
        .setChanged(takedown.unitIds().size())
        .setGeneration(takedown.generation())
        .addAllUnitIds(takedown.unitIds())
        .addAllSnapshots(takedown.snapshots())
        .build();
  }

  /// What a takedown did.
  public UnitStore.Takedown value(TakedownResponse message) {
    return new UnitStore.Takedown(
        message.getUnitIdsList(), message.getGeneration(), message.getSnapshotsList());
  }
}
