package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.resail.fault.Fault;
import io.resail.fault.Patience;
import io.resail.raster.Box;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Match;
import io.resail.retrieval.Query;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.Retriever;
import io.resail.retrieval.SegmentMatches;
import io.resail.retrieval.UnitFilter;
import io.resail.retrieval.UnitStore.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What every [Retriever] answers, wherever its units are: held against [FakeRetriever], which
/// compares everything with everything.
public abstract class RetrieverContract extends IndexContract {
  @Test
  void saysWhichClassesItKnows() {
    assertThat(retriever().catalog()).isEqualTo(CATALOG);
  }

  @RepeatedTest(12)
  void findsForEverySegmentOfAMapWhatAnExhaustiveSearchFinds(SplittableRandom random) {
    answersAs(holding(Units.many(random, CATALOG, 60)), map(random));
  }

  @RepeatedTest(6)
  void findsForGivenMasksWhatAnExhaustiveSearchFinds(SplittableRandom random) {
    FakeRetriever exhaustive = holding(Units.many(random, CATALOG, 60));

    answersAs(
        exhaustive,
        masks(segment(random, 3), segment(random, 0), segment(random, 3), segment(random, 5))
            .withMatches(1 + random.nextInt(30)));
  }

  @RepeatedTest(6)
  void searchesOnlyWhatTheFilterLetsPass(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 80);
    FakeRetriever exhaustive = holding(units);
    RetrievalRequest request = map(random);
    RetrievalUnit one = units.get(random.nextInt(units.size()));

    answersAs(exhaustive, request.withFilter(UnitFilter.excludingSource(one.source())));
    answersAs(exhaustive, request.withFilter(UnitFilter.excludingUnit(one.id())));
    answersAs(exhaustive, request.withFilter(only(Set.of("val"), Set.of(), Set.of(), 0)));
    answersAs(exhaustive, request.withFilter(only(Set.of(), Set.of("CC0", ""), Set.of(), 0)));
    answersAs(exhaustive, request.withFilter(only(Set.of(), Set.of(), Set.of("night"), 0)));
    answersAs(exhaustive, request.withFilter(only(Set.of(), Set.of(), Set.of(), 300)));
    answersAs(
        exhaustive,
        request.withFilter(only(Set.of("train"), Set.of("CC0"), Set.of("night", "rain"), 30)));
  }

  private static UnitFilter only(
      Set<String> splits, Set<String> licences, Set<String> tags, int smallestArea) {
    return new UnitFilter(Set.of(), Set.of(), splits, licences, tags, smallestArea);
  }

  @Test
  void ordersTiesById(SplittableRandom random) {
    Mask shape = Masks.any(random);
    holding(
        List.of(
            Units.of(random, "b", 1, "image", shape),
            Units.of(random, "\ud83d\ude97", 1, "image", shape),
            Units.of(random, "a", 1, "image", shape),
            Units.of(random, "\ufb01", 1, "image", shape),
            Units.of(random, "B", 1, "image", shape)));
    RetrievalUnit query = Units.of(random, "query", 1, "", shape);

    Answer answer =
        answers(masks(new Segment(1, false, query.box(), query.mask()))).getFirst().answer();

    assertThat(answer.matches())
        .extracting(Match::unitId)
        .containsExactly("B", "a", "b", "\ud83d\ude97", "\ufb01");
    assertThat(answer.matches()).allSatisfy(match -> assertThat(match.score()).isZero());
  }

  @Test
  void aBoxOfTwiceTheAreaCostsOne(SplittableRandom random) {
    Mask full = Mask.of(10, 10, (x, y) -> true);
    holding(
        List.of(
            Units.of(random, "just below", 1, "image", Mask.of(10, 19, (x, y) -> true)),
            Units.of(random, "twice", 1, "image", Mask.of(10, 20, (x, y) -> true)),
            Units.of(random, "half", 1, "image", Mask.of(10, 5, (x, y) -> true))));

    Answer answer =
        answers(masks(new Segment(1, false, new Box(0, 0, 10, 10), full))).getFirst().answer();

    assertThat(answer.matches())
        .extracting(Match::unitId, Match::otherSize, Match::score)
        .containsExactly(
            tuple("just below", false, 0f), tuple("half", true, 1f), tuple("twice", true, 1f));
  }

  @RepeatedTest(3)
  void boxesOfASmallerMapAreScaledToNativeResolution(SplittableRandom random) {
    FakeRetriever exhaustive = holding(Units.many(random, CATALOG, 60));
    LabelMap map = LabelMaps.labelsOnly(random, CATALOG, 20, 30);

    answersAs(
        exhaustive,
        new RetrievalRequest(
            new Query.WholeMap(map),
            Optional.empty(),
            10,
            UnitFilter.NONE,
            4 * 20 * 30,
            Optional.empty()));
  }

  @Test
  void saysSoWhenTheClassHasNoUnit(SplittableRandom random) {
    holding(List.of(Units.of(random, "a", 1, "image", Masks.any(random))));

    List<SegmentMatches> answers = answers(masks(segment(random, 4), segment(random, 1)));

    assertThat(answers.get(0).answer()).isEqualTo(new Answer.NoUnitOfClass(4));
    assertThat(answers.get(1).answer()).isInstanceOf(Answer.Found.class);
  }

  @Test
  void aMapOfIgnoredValuesHasNoSegments() {
    Retrieval nothing =
        retriever()
            .retrieve(
                RetrievalRequest.of(new Query.WholeMap(LabelMap.of(2, 1, new int[] {11, 11}))),
                Patience.endless());

    assertThat(nothing.segments()).isEmpty();
    assertThat(nothing.summary().segments()).isZero();
  }

  @Test
  void allAnswersOfAQuestionSeeOneGeneration(SplittableRandom random) {
    FakeRetriever before = holding(Units.many(random, CATALOG, 20));
    long generation = retriever().statistics().generation();
    RetrievalRequest request =
        masks(segment(random, 2), segment(random, 2), segment(random, 2), segment(random, 2));
    List<SegmentMatches> answers = new ArrayList<>();

    var summary =
        retriever()
            .retrieve(
                request,
                Patience.endless(),
                answer -> {
                  answers.add(answer);
                  store()
                      .put(
                          List.of(Units.of(random, "new", 2, "", answer.segment().mask())),
                          Acknowledgement.VISIBLE);
                });

    sameAnswers(answers, before.retrieve(request, Patience.endless()).segments());
    assertThat(summary.generation()).isEqualTo(generation);
  }

  @Test
  void refusesAQuestionInAnotherCatalogue(SplittableRandom random) {
    RetrievalRequest plain = map(random);
    RetrievalRequest meant =
        new RetrievalRequest(
            plain.query(),
            Optional.of(CATALOG.fingerprint()),
            10,
            UnitFilter.NONE,
            0,
            Optional.empty());
    RetrievalRequest other =
        new RetrievalRequest(
            plain.query(),
            Optional.of(Catalogs.of(InstanceRule.ADE20K).fingerprint()),
            10,
            UnitFilter.NONE,
            0,
            Optional.empty());

    answers(meant);
    refuses(Fault.WRONG_INPUT, "catalog_fingerprint", () -> answers(other));
  }

  @Test
  void refusesLabelsOutsideTheCatalogueByTheirValues() {
    RetrievalRequest strange =
        RetrievalRequest.of(new Query.WholeMap(LabelMap.of(3, 1, new int[] {1, 200, 200})));

    assertThatThrownBy(() -> answers(strange)).hasMessageContaining("200 (2 pixels)");
    refuses(Fault.WRONG_INPUT, "map", () -> answers(strange));
  }

  @Test
  void aClassThatDoesNotExistIsUnknown(SplittableRandom random) {
    refuses(
        Fault.UNKNOWN, "class 99", () -> answers(masks(segment(random, 1), segment(random, 99))));
  }

  @Test
  void fetchesUnitsInTheOrderAsked(SplittableRandom random) {
    List<RetrievalUnit> units = Units.many(random, CATALOG, 6);
    holding(units);
    List<RetrievalUnit> fetched = new ArrayList<>();

    retriever()
        .fetch(
            List.of(units.get(4).id(), units.get(0).id(), units.get(4).id()),
            Patience.endless(),
            fetched::add);
    retriever().fetch(List.of(), Patience.endless(), fetched::add);

    assertThat(fetched).containsExactly(units.get(4), units.get(0), units.get(4));
  }

  @Test
  void namesTheFirstUnitThatDoesNotExist(SplittableRandom random) {
    holding(List.of(Units.any(random, CATALOG, "a")));

    refuses(
        Fault.UNKNOWN,
        "nowhere",
        () ->
            retriever().fetch(List.of("a", "nowhere", "neither"), Patience.endless(), unit -> {}));
  }
}
