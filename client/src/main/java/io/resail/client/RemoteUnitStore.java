package io.resail.client;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.CreateSnapshotRequest;
import io.resail.proto.v1.DeleteSourcesRequest;
import io.resail.proto.v1.DeleteUnitsRequest;
import io.resail.proto.v1.DropSnapshotRequest;
import io.resail.proto.v1.ListSnapshotsRequest;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RestoreSnapshotRequest;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore;
import io.resail.wire.RetrievalCodec;
import io.resail.wire.SnapshotCodec;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The units of an index on a server. Any thread.
public final class RemoteUnitStore implements UnitStore {
  private final Connection connection;
  private final RetrievalCodec codec;
  private final SnapshotCodec snapshotCodec = new SnapshotCodec();

  /// The units of the server at the other end.
  public RemoteUnitStore(Connection connection) {
    this.connection = connection;
    this.codec = new RetrievalCodec(connection.raster());
  }

  /// Adds units, all or none of them, in one message.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] also if they do not fit into one: [#putAll] takes
  ///     any number
  @Override
  public Change put(List<RetrievalUnit> units, Acknowledgement acknowledgement) {
    PutUnitsRequest.Builder request =
        PutUnitsRequest.newBuilder().setAcknowledgement(codec.message(acknowledgement));
    long bytes = 0;
    for (RetrievalUnit unit : units) {
      io.resail.proto.v1.RetrievalUnit message = codec.message(unit);
      bytes += message.getSerializedSize();
      if (bytes > connection.settings().largestMessage()) {
        throw new FaultException(
            Fault.WRONG_INPUT,
            "units",
            units.size()
                + " units of more than "
                + connection.settings().largestMessage()
                + " bytes: put fewer at once, or any number one batch after another");
      }
      request.addUnits(message);
    }
    try (WaitingCall<PutUnitsRequest, ChangeResponse> call =
        WaitingCall.sending(connection, UnitServiceGrpc.getPutUnitsMethod(), Patience.endless())) {
      call.send(request.build());
      call.lastSent();
      Change change = answer(call);
      call.next(); // The status, which may still be a failure.
      return change;
    }
  }

  /// Adds any number of units in batches, each of them whole or not at all: what was acknowledged
  /// stays when a later batch fails.
  ///
  /// While one batch is worked on the next is sent, and no more than that.
  ///
  /// @param units read as fast as they are stored, on the calling thread
  /// @param each told on the calling thread of every batch that is acknowledged
  /// @return all batches together, and the generation of the last; generation 0 without units
  public Change putAll(
      Stream<RetrievalUnit> units,
      Acknowledgement acknowledgement,
      Patience patience,
      Consumer<Change> each) {
    UnitBatches batches =
        new UnitBatches(
            units.map(codec::message).iterator(),
            PutUnitsRequest.newBuilder().setAcknowledgement(codec.message(acknowledgement)).build(),
            connection.settings().putBatchBytes());
    Change total = new Change(0, 0);
    int unanswered = 0;
    try (WaitingCall<PutUnitsRequest, ChangeResponse> call =
        WaitingCall.sending(connection, UnitServiceGrpc.getPutUnitsMethod(), patience)) {
      while (batches.hasNext() || unanswered > 0) {
        if (batches.hasNext()) {
          // If the server takes no more, its next answer says why.
          call.send(batches.next());
          unanswered++;
        }
        if (unanswered == 2 || !batches.hasNext()) {
          Change change = answer(call);
          unanswered--;
          each.accept(change);
          total = new Change(total.changed() + change.changed(), change.generation());
        }
      }
      call.lastSent();
      call.next();
    }
    return total;
  }

  private Change answer(WaitingCall<PutUnitsRequest, ChangeResponse> call) {
    ChangeResponse answer =
        call.next().orElseThrow(() -> Answers.broken("ended before every put was answered"));
    return codec.value(answer);
  }

  @Override
  public Change delete(List<String> unitIds, Acknowledgement acknowledgement) {
    return codec.value(
        connection.once(
            UnitServiceGrpc.getDeleteUnitsMethod(),
            DeleteUnitsRequest.newBuilder()
                .addAllUnitIds(unitIds)
                .setAcknowledgement(codec.message(acknowledgement))
                .build(),
            Patience.endless()));
  }

  @Override
  public Takedown deleteSources(List<String> sources, Acknowledgement acknowledgement) {
    return snapshotCodec.value(
        connection.once(
            UnitServiceGrpc.getDeleteSourcesMethod(),
            DeleteSourcesRequest.newBuilder()
                .addAllSources(sources)
                .setAcknowledgement(codec.message(acknowledgement))
                .build(),
            Patience.endless()));
  }

  @Override
  public Snapshot createSnapshot(String name) {
    var answer =
        connection.once(
            UnitServiceGrpc.getCreateSnapshotMethod(),
            CreateSnapshotRequest.newBuilder().setName(name).build(),
            Patience.endless());
    return Answers.read(() -> snapshotCodec.value(answer));
  }

  @Override
  public List<Snapshot> snapshots() {
    var answer =
        connection.quick(
            UnitServiceGrpc.getListSnapshotsMethod(), ListSnapshotsRequest.getDefaultInstance());
    return Answers.read(() -> snapshotCodec.values(answer));
  }

  @Override
  public Change restoreSnapshot(String name) {
    return codec.value(
        connection.once(
            UnitServiceGrpc.getRestoreSnapshotMethod(),
            RestoreSnapshotRequest.newBuilder().setName(name).build(),
            Patience.endless()));
  }

  @Override
  public Change dropSnapshot(String name) {
    return codec.value(
        connection.once(
            UnitServiceGrpc.getDropSnapshotMethod(),
            DropSnapshotRequest.newBuilder().setName(name).build(),
            Patience.endless()));
  }
}
