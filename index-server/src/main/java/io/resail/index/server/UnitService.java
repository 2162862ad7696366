package io.resail.index.server;

import io.grpc.stub.StreamObserver;
import io.resail.calls.Calls;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.CreateSnapshotRequest;
import io.resail.proto.v1.DeleteSourcesRequest;
import io.resail.proto.v1.DeleteUnitsRequest;
import io.resail.proto.v1.DropSnapshotRequest;
import io.resail.proto.v1.ListSnapshotsRequest;
import io.resail.proto.v1.ListSnapshotsResponse;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RestoreSnapshotRequest;
import io.resail.proto.v1.Snapshot;
import io.resail.proto.v1.TakedownResponse;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.retrieval.UnitStore;
import io.resail.wire.RetrievalCodec;
import io.resail.wire.SnapshotCodec;

/// Changes of the index: decodes, calls, encodes.
final class UnitService extends UnitServiceGrpc.UnitServiceImplBase {
  private final UnitStore store;
  private final RequestRules rules;
  private final Calls calls;
  private final RetrievalCodec codec;
  private final SnapshotCodec snapshots = new SnapshotCodec();

  UnitService(UnitStore store, RequestRules rules, Calls calls, RetrievalCodec codec) {
    this.store = store;
    this.rules = rules;
    this.calls = calls;
    this.codec = codec;
  }

  @Override
  public StreamObserver<PutUnitsRequest> putUnits(StreamObserver<ChangeResponse> observer) {
    return calls.answerEach(
        observer,
        (request, reply) ->
            reply.send(
                codec.message(
                    store.put(
                        codec.values(rules.require(request)),
                        codec.value(request.getAcknowledgement())))));
  }

  @Override
  public void deleteUnits(DeleteUnitsRequest request, StreamObserver<ChangeResponse> observer) {
    calls.answer(
        observer,
        reply ->
            reply.send(
                codec.message(
                    store.delete(
                        rules.names("unit_ids", request.getUnitIdsList()),
                        codec.value(request.getAcknowledgement())))));
  }

  @Override
  public void deleteSources(
      DeleteSourcesRequest request, StreamObserver<TakedownResponse> observer) {
    calls.answer(
        observer,
        reply ->
            reply.send(
                snapshots.message(
                    store.deleteSources(
                        rules.names("sources", request.getSourcesList()),
                        codec.value(request.getAcknowledgement())))));
  }

  @Override
  public void createSnapshot(CreateSnapshotRequest request, StreamObserver<Snapshot> observer) {
    calls.answer(
        observer, reply -> reply.send(snapshots.message(store.createSnapshot(request.getName()))));
  }

  @Override
  public void listSnapshots(
      ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> observer) {
    calls.answer(observer, reply -> reply.send(snapshots.message(store.snapshots())));
  }

  @Override
  public void restoreSnapshot(
      RestoreSnapshotRequest request, StreamObserver<ChangeResponse> observer) {
    calls.answer(
        observer, reply -> reply.send(codec.message(store.restoreSnapshot(request.getName()))));
  }

  @Override
  public void dropSnapshot(DropSnapshotRequest request, StreamObserver<ChangeResponse> observer) {
    calls.answer(
        observer, reply -> reply.send(codec.message(store.dropSnapshot(request.getName()))));
  }
}
