package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.Acknowledgement;
import io.resail.proto.v1.ChangeResponse;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrievalUnit;
import io.resail.proto.v1.UnitServiceGrpc;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.retrieval.UnitStore;
import io.resail.retrieval.UnitStore.Change;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import io.resail.testing.Units;
import io.resail.wire.FaultCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(Seeds.class)
class RemoteUnitStoreTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final ClientSettings SMALL_BATCHES =
      ClientSettings.DEFAULT.withPutBatchBytes(4_000);

  /// Remembers what it is sent, and refuses a unit named `bad`.
  private static final class Store extends UnitServiceGrpc.UnitServiceImplBase {
    private final List<PutUnitsRequest> puts = new CopyOnWriteArrayList<>();
    private final AtomicBoolean silent = new AtomicBoolean();

    @Override
    public StreamObserver<PutUnitsRequest> putUnits(StreamObserver<ChangeResponse> observer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(PutUnitsRequest request) {
          if (request.getUnitsList().stream().anyMatch(unit -> unit.getId().equals("bad"))) {
            observer.onError(
                FaultCodec.toStatus(new FaultException(Fault.WRONG_INPUT, "units[0]", "unit bad")));
            return;
          }
          puts.add(request);
          if (!silent.get()) {
            observer.onNext(
                ChangeResponse.newBuilder()
                    .setChanged(request.getUnitsCount())
                    .setGeneration(puts.size())
                    .build());
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          observer.onCompleted();
        }
      };
    }
  }

  @Test
  void onePutIsOneMessage(SplittableRandom random) throws Exception {
    Store store = new Store();
    var units = Units.many(random, CATALOG, 40);
    try (ServedInProcess served = ServedInProcess.of(store, SMALL_BATCHES)) {
      Change change =
          new RemoteUnitStore(served.connection()).put(units, UnitStore.Acknowledgement.VISIBLE);

      assertThat(change).isEqualTo(new Change(40, 1));
      assertThat(store.puts)
          .singleElement()
          .satisfies(
              put -> {
                assertThat(put.getUnitsCount()).isEqualTo(40);
                assertThat(put.getAcknowledgement())
                    .isEqualTo(Acknowledgement.ACKNOWLEDGEMENT_VISIBLE);
              });
    }
  }

  @Test
  void aPutThatDoesNotFitIntoOneMessageIsNotSent(SplittableRandom random) throws Exception {
    Store store = new Store();
    ClientSettings small =
        new ClientSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            10_000,
            1 << 20,
            1 << 20,
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));
    try (ServedInProcess served = ServedInProcess.of(store, small)) {
      RemoteUnitStore remote = new RemoteUnitStore(served.connection());
      var units = Units.many(random, CATALOG, 60);

      assertThatThrownBy(() -> remote.put(units, UnitStore.Acknowledgement.VISIBLE))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
          .hasMessageContaining("10000 bytes");
      assertThat(store.puts).isEmpty();
    }
  }

  @Test
  void anyNumberIsPutInBatchesReadAsTheyAreStored(SplittableRandom random) throws Exception {
    Store store = new Store();
    AtomicInteger read = new AtomicInteger();
    AtomicInteger stored = new AtomicInteger();
    AtomicInteger furthestAhead = new AtomicInteger();
    List<Change> told = new ArrayList<>();
    var units = Units.many(random, CATALOG, 300);
    try (ServedInProcess served = ServedInProcess.of(store, SMALL_BATCHES)) {
      Change change =
          new RemoteUnitStore(served.connection())
              .putAll(
                  units.stream()
                      .peek(
                          unit ->
                              furthestAhead.accumulateAndGet(
                                  read.incrementAndGet() - stored.get(), Math::max)),
                  UnitStore.Acknowledgement.DURABLE,
                  Patience.endless(),
                  each -> {
                    told.add(each);
                    stored.addAndGet((int) each.changed());
                  });

      assertThat(change).isEqualTo(new Change(300, store.puts.size()));
      assertThat(told).hasSameSizeAs(store.puts).hasSizeGreaterThan(5);
      assertThat(
              store.puts.stream()
                  .flatMap(put -> put.getUnitsList().stream())
                  .map(RetrievalUnit::getId))
          .isEqualTo(units.stream().map(unit -> unit.id()).toList());
      int largest = store.puts.stream().mapToInt(PutUnitsRequest::getUnitsCount).max().orElse(0);
      assertThat(furthestAhead.get()).isLessThanOrEqualTo(2 * largest + 1);
    }
  }

  @Test
  void nothingIsPutWithoutUnits() throws Exception {
    Store store = new Store();
    try (ServedInProcess served = ServedInProcess.of(store, SMALL_BATCHES)) {
      Change change =
          new RemoteUnitStore(served.connection())
              .putAll(
                  Stream.of(), UnitStore.Acknowledgement.DURABLE, Patience.endless(), each -> {});

      assertThat(change).isEqualTo(new Change(0, 0));
      assertThat(store.puts).isEmpty();
    }
  }

  @Test
  void aBatchThatIsRefusedEndsItWithWhatWasStoredBefore(SplittableRandom random) throws Exception {
    Store store = new Store();
    List<Change> told = new ArrayList<>();
    var units = new ArrayList<>(Units.many(random, CATALOG, 200));
    units.set(150, Units.any(random, CATALOG, "bad"));
    try (ServedInProcess served = ServedInProcess.of(store, SMALL_BATCHES)) {
      RemoteUnitStore remote = new RemoteUnitStore(served.connection());

      assertThatThrownBy(
              () ->
                  remote.putAll(
                      units.stream(),
                      UnitStore.Acknowledgement.DURABLE,
                      Patience.endless(),
                      told::add))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> {
                assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
                assertThat(e.subject()).contains("units[0]");
              });
      assertThat(told).hasSizeLessThanOrEqualTo(store.puts.size()).isNotEmpty();
    }
  }

  @Test
  void aCallerWhoLeavesStopsWaiting(SplittableRandom random) throws Exception {
    Store store = new Store();
    store.silent.set(true);
    try (ServedInProcess served = ServedInProcess.of(store, SMALL_BATCHES)) {
      RemoteUnitStore remote = new RemoteUnitStore(served.connection());
      var units = Units.many(random, CATALOG, 200);

      assertThatThrownBy(
              () ->
                  remote.putAll(
                      units.stream(),
                      UnitStore.Acknowledgement.DURABLE,
                      Patience.untilGone(() -> !store.puts.isEmpty()),
                      each -> {}))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CANCELLED));
    }
  }
}
