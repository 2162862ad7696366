package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.Query;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import io.resail.retrieval.UnitStore.Acknowledgement;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeds.class)
class UnitIndexTest {
  private static final IndexSettings SETTINGS =
      IndexSettings.DEFAULT.withRefreshEvery(Duration.ZERO);
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);

  @TempDir private Path folder;

  @RepeatedTest(10)
  void answersAsTheSpecDoesWhateverWasPutReplacedDeletedAndFiltered(SplittableRandom random) {
    RandomUnits some = new RandomUnits(random, CATALOG);
    PlainIndex plain = new PlainIndex();
    try (UnitIndex index = UnitIndex.create(folder.resolve("index"), CATALOG, SETTINGS)) {
      for (int round = 0; round < 3; round++) {
        List<RetrievalUnit> units = some.units(random.nextInt(1, 60));
        index.put(units, Acknowledgement.VISIBLE);
        plain.put(units);
        List<String> gone = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          gone.add("u" + random.nextInt(60));
        }
        index.delete(gone, Acknowledgement.VISIBLE);
        plain.units.keySet().removeAll(gone);
        for (int i = 0; i < 10; i++) {
          Mask mask = some.shape();
          Segment query = new Segment(random.nextInt(6), false, box(mask), mask);
          UnitFilter filter = filter(random);
          int k = random.nextInt(4) == 0 ? 1000 : random.nextInt(1, 12);
          RetrievalRequest request =
              RetrievalRequest.of(new Query.Masks(List.of(query)))
                  .withMatches(k)
                  .withFilter(filter);
          Answer answer =
              index.retrieve(request, Patience.endless()).segments().getFirst().answer();
          assertThat(answer.matches())
              .isEqualTo(plain.nearest(query, query.box().area(), filter, k));
          index.retrieveExhaustively(
              request, Patience.endless(), twin -> assertThat(twin.answer()).isEqualTo(answer));
        }
      }
    }
  }

  private static UnitFilter filter(SplittableRandom random) {
    return new UnitFilter(
        random.nextInt(3) == 0 ? Set.of("image 1", "image 2", "image 77") : Set.of(),
        random.nextInt(3) == 0 ? Set.of("u1", "u2", "u3", "no such unit") : Set.of(),
        random.nextInt(3) == 0 ? Set.of("train", "test") : Set.of(),
        random.nextInt(4) == 0 ? Set.of("", "cc0") : Set.of(),
        random.nextInt(4) == 0 ? Set.of("day") : Set.of(),
        random.nextInt(3) == 0 ? random.nextInt(500) : 0);
  }

  private static Box box(Mask mask) {
    return new Box(0, 0, mask.width(), mask.height());
  }

  @RepeatedTest(5)
  void cutsAWholeMapAsTheBuilderDoesAndScalesItsBoxes(SplittableRandom random) {
    LabelMap map = LabelMaps.withInstances(random, CATALOG, 40, 30);
    RandomUnits some = new RandomUnits(random, CATALOG);
    PlainIndex plain = new PlainIndex();
    try (UnitIndex index = UnitIndex.create(folder.resolve("index"), CATALOG, SETTINGS)) {
      List<RetrievalUnit> units = some.units(80);
      index.put(units, Acknowledgement.VISIBLE);
      plain.put(units);
      RetrievalRequest request =
          new RetrievalRequest(
              new Query.WholeMap(map),
              Optional.of(CATALOG.fingerprint()),
              5,
              UnitFilter.NONE,
              2000,
              Optional.empty());
      Retrieval retrieval = index.retrieve(request, Patience.endless());
      assertThat(retrieval.summary().segments()).isEqualTo(retrieval.segments().size());
      for (SegmentMatches each : retrieval.segments()) {
        long area = Math.max(1, Math.round(each.segment().box().area() * 2000 / 1200.0));
        assertThat(each.answer().matches())
            .isEqualTo(plain.nearest(each.segment(), area, UnitFilter.NONE, 5));
      }
    }
  }

  @RepeatedTest(5)
  void givesUnitsBackAsTheyWerePut(SplittableRandom random) {
    RandomUnits some = new RandomUnits(random, CATALOG);
    List<RetrievalUnit> units = some.units(20);
    Path path = folder.resolve("index");
    try (UnitIndex index = UnitIndex.create(path, CATALOG, SETTINGS)) {
      index.put(units, Acknowledgement.VISIBLE);
    }
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      List<RetrievalUnit> fetched = new ArrayList<>();
      index.fetch(
          units.reversed().stream().map(RetrievalUnit::id).toList(),
          Patience.endless(),
          fetched::add);
      assertThat(fetched).isEqualTo(units.reversed());
      assertThatThrownBy(() -> index.fetch(List.of("u1", "nobody"), Patience.endless(), u -> {}))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> {
                assertThat(e.fault()).isEqualTo(Fault.UNKNOWN);
                assertThat(e.subject()).contains("nobody");
              });
    }
  }

  @Test
  void countsLiveUnits(SplittableRandom random) {
    List<RetrievalUnit> units = new RandomUnits(random, CATALOG).units(50);
    try (UnitIndex index = UnitIndex.create(folder.resolve("index"), CATALOG, SETTINGS)) {
      index.put(units, Acknowledgement.DURABLE);
      String source = units.getFirst().source();
      index.deleteSources(List.of(source), Acknowledgement.DURABLE);
      List<RetrievalUnit> left = units.stream().filter(u -> !u.source().equals(source)).toList();
      IndexStatistics statistics = index.statistics();
      assertThat(statistics.units()).isEqualTo(left.size());
      assertThat(statistics.sources())
          .isEqualTo(left.stream().map(RetrievalUnit::source).distinct().count());
      statistics
          .unitsByClass()
          .forEach(
              (classId, count) ->
                  assertThat(left.stream().filter(u -> u.classId() == classId).count())
                      .isEqualTo(count));
      assertThat(statistics.searchBytes()).isPositive();
      assertThat(statistics.pixelBytes()).isPositive();
    }
  }

  @Test
  void showsNewGenerationsToReadersOpenedBefore(SplittableRandom random) {
    Path path = folder.resolve("index");
    try (UnitIndex writer = UnitIndex.create(path, CATALOG, SETTINGS);
        UnitIndex reader = UnitIndex.open(path, SETTINGS)) {
      long before = reader.statistics().generation();
      List<RetrievalUnit> units = new RandomUnits(random, CATALOG).units(5);
      long visible = writer.put(units, Acknowledgement.VISIBLE).generation();
      assertThat(visible).isGreaterThan(before);
      assertThat(writer.statistics().generation()).isEqualTo(visible);
      assertThat(reader.statistics().units()).isZero();
      long durable = writer.delete(List.of("u0"), Acknowledgement.DURABLE).generation();
      assertThat(reader.statistics().units()).isEqualTo(4);
      assertThat(reader.statistics().generation()).isEqualTo(durable).isGreaterThan(visible);
    }
  }

  @Test
  void keepsWhatWasOnlyVisibleWhenItIsClosed(SplittableRandom random) {
    Path path = folder.resolve("index");
    List<RetrievalUnit> units = new RandomUnits(random, CATALOG).units(5);
    try (UnitIndex writer = UnitIndex.create(path, CATALOG, SETTINGS)) {
      writer.put(units, Acknowledgement.VISIBLE);
    }
    try (UnitIndex reader = UnitIndex.open(path, SETTINGS)) {
      assertThat(reader.statistics().units()).isEqualTo(5);
    }
  }

  @Test
  void refusesASecondWriter() {
    Path path = folder.resolve("index");
    try (UnitIndex writer = UnitIndex.create(path, CATALOG, SETTINGS)) {
      assertThat(writer.statistics().units()).isZero();
      assertFault(() -> UnitIndex.openForWriting(path, SETTINGS), Fault.BUSY, "one writer");
      assertFault(
          () -> UnitIndexBuilder.open(path, CATALOG, "another", SETTINGS),
          Fault.BUSY,
          "one writer");
    }
  }

  @Test
  void refusesWhatItCannotAnswer(SplittableRandom random) {
    Mask mask = Masks.any(random);
    Path path = folder.resolve("index");
    assertFault(() -> UnitIndex.open(path, SETTINGS), Fault.UNKNOWN, "no index in");
    UnitIndex.create(path, CATALOG, SETTINGS).close();
    assertFault(() -> UnitIndex.create(path, CATALOG, SETTINGS), Fault.WRONG_INPUT, "already");
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      Segment stranger = new Segment(99, false, box(mask), mask);
      RetrievalRequest request = RetrievalRequest.of(new Query.Masks(List.of(stranger)));
      assertFault(() -> index.retrieve(request, Patience.endless()), Fault.UNKNOWN, "class 99");
      RetrievalRequest foreign =
          new RetrievalRequest(
              request.query(), Optional.of("abc"), 10, UnitFilter.NONE, 0, Optional.empty());
      assertFault(
          () -> index.retrieve(foreign, Patience.endless()), Fault.WRONG_INPUT, "fingerprint abc");
      assertFault(
          () -> index.put(List.of(), Acknowledgement.VISIBLE), Fault.WRONG_INPUT, "for writing");
    }
  }

  @Test
  void saysWhenNoUnitIsThereWhenTimeEndedAndWhenTheCallerLeft(SplittableRandom random) {
    Mask mask = Masks.any(random);
    Segment query = new Segment(1, false, box(mask), mask);
    RetrievalRequest request = RetrievalRequest.of(new Query.Masks(List.of(query)));
    try (UnitIndex index = UnitIndex.create(folder.resolve("index"), CATALOG, SETTINGS)) {
      assertThat(index.retrieve(request, Patience.endless()).segments().getFirst().answer())
          .isEqualTo(new Answer.NoUnitOfClass(1));
      index.put(new RandomUnits(random, CATALOG).units(5), Acknowledgement.VISIBLE);
      RetrievalRequest hurried =
          new RetrievalRequest(
              request.query(),
              Optional.empty(),
              10,
              UnitFilter.NONE,
              0,
              Optional.of(Duration.ZERO));
      assertThat(index.retrieve(hurried, Patience.endless()).segments().getFirst().answer())
          .isEqualTo(new Answer.OutOfTime(List.of()));
      assertFault(
          () -> index.retrieve(request, Patience.untilGone(() -> true)), Fault.CANCELLED, "left");
    }
  }

  private static void assertFault(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Fault fault, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(words);
  }
}
