package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.UnitStore;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Change;
import io.resail.retrieval.UnitStore.Takedown;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [UnitStore] does with its units, wherever they are.
public abstract class UnitStoreContract extends IndexContract {
  @ParameterizedTest
  @EnumSource(Acknowledgement.class)
  void whatIsPutIsThereWhenAcknowledged(Acknowledgement acknowledgement) {
    List<RetrievalUnit> units = Units.many(new SplittableRandom(7), CATALOG, 12);

    Change change = store().put(units, acknowledgement);

    assertThat(change.changed()).isEqualTo(12);
    assertThat(fetched(ids(units))).isEqualTo(units);
    assertThat(retriever().statistics().units()).isEqualTo(12);
    assertThat(retriever().statistics().generation()).isGreaterThanOrEqualTo(change.generation());
  }

  @Test
  void aQuestionAfterAChangeSeesAGenerationThatHoldsIt(SplittableRandom random) {
    long before = retriever().statistics().generation();

    Change first = store().put(List.of(Units.any(random, CATALOG, "a")), Acknowledgement.VISIBLE);
    Change second = store().delete(List.of("a"), Acknowledgement.VISIBLE);

    assertThat(first.generation()).isGreaterThan(before);
    assertThat(second.generation()).isGreaterThan(first.generation());
    RetrievalRequest anything =
        RetrievalRequest.of(new Query.WholeMap(LabelMap.of(1, 1, new int[1])));
    assertThat(retriever().retrieve(anything, Patience.endless()).summary().generation())
        .isGreaterThanOrEqualTo(second.generation());
  }

  @Test
  void aUnitOfAKnownIdReplacesTheOldOne(SplittableRandom random) {
    RetrievalUnit old = Units.of(random, "a", 1, "old image", Masks.any(random));
    RetrievalUnit young = Units.of(random, "a", 2, "young image", Masks.any(random));

    store().put(List.of(old), Acknowledgement.VISIBLE);
    store().put(List.of(young), Acknowledgement.VISIBLE);

    assertThat(fetched(List.of("a"))).containsExactly(young);
    assertThat(retriever().statistics().unitsByClass()).containsOnlyKeys(2);
    assertThat(retriever().statistics().sources()).isEqualTo(1);
  }

  @Test
  void ofTwoUnitsOfOneIdInOnePutTheLastStays(SplittableRandom random) {
    RetrievalUnit first = Units.of(random, "a", 1, "first image", Masks.any(random));
    RetrievalUnit last = Units.of(random, "a", 2, "last image", Masks.any(random));

    store().put(List.of(first, last), Acknowledgement.VISIBLE);

    assertThat(fetched(List.of("a"))).containsExactly(last);
    assertThat(retriever().statistics().units()).isEqualTo(1);
  }

  @Test
  void onePutIsAllOrNothing(SplittableRandom random) {
    RetrievalUnit good = Units.any(random, CATALOG, "good");
    RetrievalUnit stranger = Units.of(random, "stranger", 99, "image", Masks.any(random));

    assertThatThrownBy(() -> store().put(List.of(good, stranger), Acknowledgement.VISIBLE))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining("stranger")
        .hasMessageContaining("99");
    assertThat(retriever().statistics().units()).isZero();
  }

  @Test
  void deletesById(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 5);
    store().put(units, Acknowledgement.VISIBLE);

    Change change =
        store()
            .delete(
                List.of(units.get(1).id(), "no such unit", units.get(3).id()),
                Acknowledgement.VISIBLE);

    assertThat(change.changed()).isEqualTo(2);
    assertThat(retriever().statistics().units()).isEqualTo(3);
    assertThat(fetched(List.of(units.get(4).id()))).containsExactly(units.get(4));
    assertThatThrownBy(() -> fetched(List.of(units.get(1).id())))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void deletesBySource(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 20);
    store().put(units, Acknowledgement.VISIBLE);
    String source = units.getFirst().source();
    long ofSource = units.stream().filter(unit -> unit.source().equals(source)).count();

    Takedown takedown = store().deleteSources(List.of(source, "no such"), Acknowledgement.DURABLE);

    assertThat(takedown.unitIds())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            ids(units.stream().filter(unit -> unit.source().equals(source)).toList()));
    assertThat(takedown.snapshots()).isEmpty();
    assertThat(takedown.generation()).isEqualTo(retriever().statistics().generation());
    assertThat(store().deleteSources(List.of(source), Acknowledgement.VISIBLE).unitIds()).isEmpty();
    assertThat(retriever().statistics().units()).isEqualTo(20 - ofSource);
  }

  @Test
  void whatIsDeletedCanBePutAgain(SplittableRandom random) {
    RetrievalUnit unit = Units.any(random, CATALOG, "a");
    store().put(List.of(unit), Acknowledgement.VISIBLE);
    store().delete(List.of("a"), Acknowledgement.VISIBLE);

    store().put(List.of(unit), Acknowledgement.VISIBLE);

    assertThat(fetched(List.of("a"))).containsExactly(unit);
  }

  @Test
  void countsUnitsClassesAndSources(SplittableRandom random) {
    assertThat(retriever().statistics().units()).isZero();
    assertThat(retriever().statistics().unitsByClass()).isEmpty();
    List<RetrievalUnit> units = Units.many(random, CATALOG, 30);

    store().put(units, Acknowledgement.VISIBLE);

    var statistics = retriever().statistics();
    assertThat(statistics.units()).isEqualTo(30);
    assertThat(statistics.sources())
        .isEqualTo(units.stream().map(RetrievalUnit::source).distinct().count());
    assertThat(statistics.unitsByClass())
        .isEqualTo(
            units.stream()
                .collect(Collectors.groupingBy(RetrievalUnit::classId, Collectors.counting())));
    assertThat(statistics.formatVersion()).isPositive();
  }

  @Test
  void keepsEveryPartOfAUnit(SplittableRandom random) {
    RetrievalUnit plain =
        Units.of(random, "train/a b#0001 \u00e4\u4e2d\ud83d\ude97", 1, "a b", Masks.any(random));
    RetrievalUnit speck = Units.of(random, "speck", 2, "", Mask.of(1, 1, (x, y) -> true));

    store().put(List.of(plain, speck), Acknowledgement.DURABLE);

    assertThat(fetched(List.of(speck.id(), plain.id()))).containsExactly(speck, plain);
  }
}
