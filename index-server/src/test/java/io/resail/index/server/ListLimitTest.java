package io.resail.index.server;

import static io.resail.index.server.RawClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.resail.proto.v1.DeleteSourcesRequest;
import io.resail.proto.v1.DeleteUnitsRequest;
import io.resail.proto.v1.FetchUnitsRequest;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.UnitFilter;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.raster.InstanceRule;
import io.resail.testing.CallFailure;
import io.resail.testing.Catalogs;
import io.resail.testing.FakeRetriever;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every list of names that a call takes has a longest length.
class ListLimitTest {
  private static final FakeRetriever INDEX = new FakeRetriever(Catalogs.of(InstanceRule.PLAIN));
  private static final List<String> MOST = Collections.nCopies(4, "name");
  private static final List<String> TOO_MANY = Collections.nCopies(5, "name");

  private static ServedIndex served;
  private static RawClient client;

  @BeforeAll
  static void open() {
    RequestLimits limits = new RequestLimits(1 << 20, 10_000, 3, 50, 5_000, 4, 8);
    served = ServedIndex.overNetty(IndexServerSettings.DEFAULT.withLimits(limits), INDEX, INDEX);
    client = RawClient.to(served.server());
  }

  @AfterAll
  static void close() {
    client.close();
    served.close();
  }

  @Test
  void aFilterOfTooManyNamesIsRefused() {
    Map<String, BiConsumer<UnitFilter.Builder, List<String>>> lists =
        Map.of(
            "filter.excluded_sources", UnitFilter.Builder::addAllExcludedSources,
            "filter.excluded_units", UnitFilter.Builder::addAllExcludedUnits,
            "filter.splits", UnitFilter.Builder::addAllSplits,
            "filter.licences", UnitFilter.Builder::addAllLicences,
            "filter.tags", UnitFilter.Builder::addAllTags);
    lists.forEach(
        (field, set) -> {
          refused(field, failure(() -> client.retrieve(filter(set, TOO_MANY))));
          // One name fewer, and the next rule is looked at.
          assertThat(failure(() -> client.retrieve(filter(set, MOST))).message()).contains("query");
        });
  }

  private static RetrieveRequest filter(
      BiConsumer<UnitFilter.Builder, List<String>> set, List<String> names) {
    UnitFilter.Builder filter = UnitFilter.newBuilder();
    set.accept(filter, names);
    return RetrieveRequest.newBuilder().setFilter(filter).build();
  }

  @Test
  void tooManyUnitsAtOnceAreNotFetched() {
    var service = RetrievalServiceGrpc.newBlockingStub(client.channel());
    FetchUnitsRequest request = FetchUnitsRequest.newBuilder().addAllUnitIds(TOO_MANY).build();

    refused("unit_ids", failure(() -> service.fetchUnits(request).next()));
  }

  @Test
  void tooManyNamesAreNotDeleted() {
    var service = UnitServiceGrpc.newBlockingStub(client.channel());
    DeleteUnitsRequest units = DeleteUnitsRequest.newBuilder().addAllUnitIds(TOO_MANY).build();
    DeleteSourcesRequest sources =
        DeleteSourcesRequest.newBuilder().addAllSources(TOO_MANY).build();

    refused("unit_ids", failure(() -> service.deleteUnits(units)));
    refused("sources", failure(() -> service.deleteSources(sources)));
    assertThat(
            service
                .deleteUnits(units.toBuilder().clearUnitIds().addAllUnitIds(MOST).build())
                .getChanged())
        .isZero();
  }

  private static void refused(String field, CallFailure failure) {
    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.message()).contains(field + " of 5").contains("at most 4");
    assertThat(failure.detail(BadRequest.class).orElseThrow().getFieldViolations(0).getField())
        .isEqualTo(field);
  }
}
