package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.resail.fault.Fault;
import io.resail.fault.Patience;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Snapshot;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.retrieval.UnitStore.Change;
import io.resail.retrieval.UnitStore.Takedown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What every [io.resail.retrieval.UnitStore] keeps under a name, wherever it is.
public abstract class SnapshotContract extends IndexContract {
  @Test
  void aSnapshotAnswersAsTheIndexDidWhenItWasTaken(SplittableRandom random) {
    FakeRetriever then = holding(Units.many(random, CATALOG, 40));
    Snapshot taken = store().createSnapshot("then");
    List<RetrievalUnit> later = Units.many(random, CATALOG, 40);
    FakeRetriever now = holding(later);
    RetrievalRequest request = map(random);

    Retrieval old = retriever().retrieve(request.in("then"), Patience.endless());

    sameAnswers(old.segments(), then.retrieve(request, Patience.endless()).segments());
    assertThat(old.summary().generation()).isEqualTo(taken.generation());
    answersAs(now, request);
    List<RetrievalUnit> kept = new ArrayList<>();
    retriever()
        .fetch(List.of(later.getFirst().id()), Optional.of("then"), Patience.endless(), kept::add);
    assertThat(kept).hasSize(1).doesNotContain(later.getFirst());
  }

  @Test
  void snapshotsAreListedByNameWithWhatTheyHold(SplittableRandom random) {
    assertThat(store().snapshots()).isEmpty();
    store().put(Units.many(random, CATALOG, 3), Acknowledgement.VISIBLE);
    Snapshot b = store().createSnapshot("b");
    store().put(List.of(Units.any(random, CATALOG, "one more")), Acknowledgement.VISIBLE);
    Snapshot a = store().createSnapshot("a");

    assertThat(store().snapshots()).containsExactly(a, b);
    assertThat(store().snapshots())
        .extracting(Snapshot::name, Snapshot::units)
        .containsExactly(tuple("a", 4L), tuple("b", 3L));
    assertThat(a.generation()).isGreaterThan(b.generation());
  }

  @Test
  void aRestoredSnapshotIsANewGenerationAndStays(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 10);
    FakeRetriever then = holding(units);
    store().createSnapshot("then");
    store().delete(ids(units), Acknowledgement.DURABLE);
    store().put(List.of(Units.any(random, CATALOG, "young")), Acknowledgement.VISIBLE);
    long before = retriever().statistics().generation();

    Change change = store().restoreSnapshot("then");

    assertThat(change.changed()).isEqualTo(10);
    assertThat(change.generation()).isGreaterThan(before);
    assertThat(fetched(ids(units))).isEqualTo(units);
    answersAs(then, map(random));
    assertThat(store().snapshots()).extracting(Snapshot::name).containsExactly("then");
    store().delete(ids(units), Acknowledgement.VISIBLE);
    assertThat(store().restoreSnapshot("then").changed()).isEqualTo(10);
  }

  @Test
  void aTakedownSaysWhichSnapshotsStillHoldUnits(SplittableRandom random) {
    store().createSnapshot("empty");
    store()
        .put(
            List.of(Units.of(random, "a", 1, "image", Masks.any(random))), Acknowledgement.VISIBLE);
    store().createSnapshot("full");

    Takedown takedown = store().deleteSources(List.of("image"), Acknowledgement.DURABLE);

    assertThat(takedown.unitIds()).containsExactly("a");
    assertThat(takedown.snapshots()).containsExactly("full");
    store().dropSnapshot("full");
    assertThat(store().deleteSources(List.of("image"), Acknowledgement.DURABLE).snapshots())
        .isEmpty();
  }

  @Test
  void aDroppedSnapshotIsGone(SplittableRandom random) {
    store().createSnapshot("then");
    RetrievalRequest request = map(random);
    retriever().retrieve(request.in("then"), Patience.endless());

    store().dropSnapshot("then");

    assertThat(store().snapshots()).isEmpty();
    refuses(
        Fault.UNKNOWN, "then", () -> retriever().retrieve(request.in("then"), Patience.endless()));
    refuses(
        Fault.UNKNOWN,
        "then",
        () -> retriever().fetch(List.of(), Optional.of("then"), Patience.endless(), unit -> {}));
    refuses(Fault.UNKNOWN, "then", () -> store().restoreSnapshot("then"));
    refuses(Fault.UNKNOWN, "then", () -> store().dropSnapshot("then"));
  }

  @Test
  void refusesNamesThatAreNoneOrInUse() {
    store().createSnapshot("then");

    refuses(Fault.WRONG_INPUT, "name", () -> store().createSnapshot("then"));
    for (String name : List.of("", "a b", "a/b", "x".repeat(Snapshot.LONGEST_NAME + 1))) {
      refuses(Fault.WRONG_INPUT, "name", () -> store().createSnapshot(name));
    }
    assertThat(store().snapshots()).extracting(Snapshot::name).containsExactly("then");
  }
}
