package io.resail.client;

import io.resail.fault.Patience;
import io.resail.proto.v1.FetchUnitsRequest;
import io.resail.proto.v1.ListClassesRequest;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.StatisticsRequest;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalSummary;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.wire.RetrievalCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// An index on a server. Any thread.
public final class RemoteRetriever implements Retriever {
  private final Connection connection;
  private final RetrievalCodec codec;
  private final AtomicReference<Optional<ClassCatalog>> catalog =
      new AtomicReference<>(Optional.empty());

  /// The index of the server at the other end.
  public RemoteRetriever(Connection connection) {
    this.connection = connection;
    this.codec = new RetrievalCodec(connection.raster());
  }

  /// The classes of the index, asked for once: an index never changes them, and a server that comes
  /// back with another index refuses requests that carry the old fingerprint.
  @Override
  public ClassCatalog catalog() {
    Optional<ClassCatalog> known = catalog.get();
    if (known.isEmpty()) {
      var answer =
          connection.quick(
              RetrievalServiceGrpc.getListClassesMethod(), ListClassesRequest.getDefaultInstance());
      known = Optional.of(Answers.read(() -> connection.raster().value(answer.getCatalog())));
      catalog.set(known);
    }
    return known.get();
  }

  @Override
  public RetrievalSummary retrieve(
      RetrievalRequest request, Patience patience, Consumer<SegmentMatches> each) {
    AtomicReference<Optional<RetrievalSummary>> summary = new AtomicReference<>(Optional.empty());
    try (WaitingCall<RetrieveRequest, RetrieveResponse> call =
        WaitingCall.asking(
            connection,
            RetrievalServiceGrpc.getRetrieveMethod(),
            codec.message(request),
            patience)) {
      call.each(
          answer -> {
            switch (answer.getEventCase()) {
              case SEGMENT -> each.accept(Answers.read(() -> codec.value(answer.getSegment())));
              case SUMMARY ->
                  summary.set(Optional.of(Answers.read(() -> codec.value(answer.getSummary()))));
              case EVENT_NOT_SET -> throw Answers.broken("is neither a segment nor the summary");
            }
          });
    }
    return summary.get().orElseThrow(() -> Answers.broken("ended without its summary"));
  }

  @Override
  public void fetch(List<String> unitIds, Patience patience, Consumer<RetrievalUnit> each) {
    fetch(unitIds, Optional.empty(), patience, each);
  }

  @Override
  public void fetch(
      List<String> unitIds,
      Optional<String> snapshot,
      Patience patience,
      Consumer<RetrievalUnit> each) {
    FetchUnitsRequest request =
        FetchUnitsRequest.newBuilder()
            .addAllUnitIds(unitIds)
            .setSnapshot(snapshot.orElse(""))
            .build();
    try (WaitingCall<FetchUnitsRequest, io.resail.proto.v1.RetrievalUnit> call =
        WaitingCall.asking(
            connection, RetrievalServiceGrpc.getFetchUnitsMethod(), request, patience)) {
      call.each(unit -> each.accept(Answers.read(() -> codec.value(unit))));
    }
  }

  @Override
  public IndexStatistics statistics() {
    var answer =
        connection.quick(
            RetrievalServiceGrpc.getStatisticsMethod(), StatisticsRequest.getDefaultInstance());
    return Answers.read(() -> codec.value(answer));
  }
}
