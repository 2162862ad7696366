package io.resail.index.server;

import io.grpc.stub.StreamObserver;
import io.resail.calls.Calls;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.DeleteSourcesRequest;
import io.resail.proto.v1.DeleteUnitsRequest;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.retrieval.UnitStore;
import io.resail.wire.RetrievalCodec;

/// Changes of the index: decodes, calls, encodes.
final class UnitService extends UnitServiceGrpc.UnitServiceImplBase {
  private final UnitStore store;
  private final RequestRules rules;
  private final Calls calls;
  private final RetrievalCodec codec;

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
                        request.getUnitIdsList(), codec.value(request.getAcknowledgement())))));
  }

  @Override
  public void deleteSources(DeleteSourcesRequest request, StreamObserver<ChangeResponse> observer) {
    calls.answer(
        observer,
        reply ->
            reply.send(
                codec.message(
                    store.deleteSources(
                        request.getSourcesList(), codec.value(request.getAcknowledgement())))));
  }
}
