package io.resail.index.server;

import io.grpc.stub.StreamObserver;
import io.resail.calls.Calls;
import io.resail.proto.v1.FetchUnitsRequest;
import io.resail.proto.v1.ListClassesRequest;
import io.resail.proto.v1.ListClassesResponse;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrievalUnit;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.StatisticsRequest;
import io.resail.proto.v1.StatisticsResponse;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.wire.RasterCodec;
import io.resail.wire.RetrievalCodec;
import java.util.Optional;

/// Questions to the index: decodes, calls, encodes.
final class RetrievalService extends RetrievalServiceGrpc.RetrievalServiceImplBase {
  private final Retriever retriever;
  private final RequestRules rules;
  private final Calls calls;
  private final RasterCodec raster;
  private final RetrievalCodec codec;

  /// A service.
  ///
  /// @param raster with the limits of what is read
  RetrievalService(Retriever retriever, RequestRules rules, Calls calls, RasterCodec raster) {
    this.retriever = retriever;
    this.rules = rules;
    this.calls = calls;
    this.raster = raster;
    this.codec = new RetrievalCodec(raster);
  }

  @Override
  public void retrieve(RetrieveRequest request, StreamObserver<RetrieveResponse> observer) {
    calls.answer(
        observer,
        reply -> {
          RetrievalRequest question = codec.value(rules.require(request));
          reply.send(
              message(
                  retriever.retrieve(
                      question, reply.patience(), segment -> reply.send(message(segment)))));
        });
  }

  private RetrieveResponse message(SegmentMatches segment) {
    return RetrieveResponse.newBuilder().setSegment(codec.message(segment)).build();
  }

  private RetrieveResponse message(RetrievalSummary summary) {
    return RetrieveResponse.newBuilder().setSummary(codec.message(summary)).build();
  }

  @Override
  public void fetchUnits(FetchUnitsRequest request, StreamObserver<RetrievalUnit> observer) {
    calls.answer(
        observer,
        reply ->
            retriever.fetch(
                rules.names("unit_ids", request.getUnitIdsList()),
                Optional.of(request.getSnapshot()).filter(name -> !name.isEmpty()),
                reply.patience(),
                unit -> reply.send(codec.message(unit))));
  }

  @Override
  public void listClasses(
      ListClassesRequest request, StreamObserver<ListClassesResponse> observer) {
    calls.answer(
        observer,
        reply ->
            reply.send(
                ListClassesResponse.newBuilder()
                    .setCatalog(raster.message(retriever.catalog()))
                    .build()));
  }

  @Override
  public void statistics(StatisticsRequest request, StreamObserver<StatisticsResponse> observer) {
    calls.answer(observer, reply -> reply.send(codec.message(retriever.statistics())));
  }
}
