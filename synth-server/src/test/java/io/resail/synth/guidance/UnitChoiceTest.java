package io.resail.synth.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Match;
import io.resail.retrieval.SegmentMatches;
import io.resail.synthesis.Choice;
import io.resail.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class UnitChoiceTest {
  private static final Box BOX = new Box(0, 0, 1, 1);

  private static SegmentMatches segment(int index, Answer answer) {
    Segment segment = new Segment(1, false, BOX, Mask.of(1, 1, (x, y) -> true));
    return new SegmentMatches(index, segment, answer, Effort.NONE);
  }

  private static List<Match> matches(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Match("unit " + i, "source", BOX, i, false))
        .toList();
  }

  private static int rank(Choice choice, SegmentMatches segment) {
    UnitChoice.Pick pick = UnitChoice.picks(choice, List.of(segment)).getFirst();
    assertThat(pick.segment()).isEqualTo(segment);
    assertThat(pick.match()).isEqualTo(segment.answer().matches().get(pick.rank()));
    return pick.rank();
  }

  @Test
  void aRankMeansThatMatchOrTheLast() {
    SegmentMatches three = segment(0, new Answer.Found(matches(3)));

    assertThat(rank(new Choice.Rank(0), three)).isEqualTo(0);
    assertThat(rank(new Choice.Rank(2), three)).isEqualTo(2);
    assertThat(rank(new Choice.Rank(3), three)).isEqualTo(2);
  }

  @Test
  void aSegmentWithoutMatchesIsGivenNone() {
    List<SegmentMatches> segments =
        List.of(
            segment(0, new Answer.NoUnitOfClass(3)), segment(1, new Answer.OutOfTime(List.of())));

    assertThat(UnitChoice.picks(new Choice.Rank(0), segments)).isEmpty();
    assertThat(UnitChoice.picks(new Choice.Seed(1), segments)).isEmpty();
    assertThat(UnitChoice.picks(new Choice.Coherent(0), segments)).isEmpty();
  }

  @Test
  void coherentPicksAreOfOneSourceWhereRankZeroTakesTwo() {
    List<SegmentMatches> street =
        List.of(
            segment(0, new Answer.Found(List.of(match("fog", 0.10f), match("noon", 0.11f)))),
            segment(1, new Answer.NoUnitOfClass(1)),
            segment(2, new Answer.Found(List.of(match("noon", 0.20f)))));

    assertThat(UnitChoice.picks(new Choice.Coherent(0), street))
        .extracting(pick -> pick.match().source())
        .containsExactly("noon", "noon");
    assertThat(UnitChoice.picks(new Choice.Rank(0), street))
        .extracting(pick -> pick.match().source())
        .containsExactly("fog", "noon");
  }

  private static Match match(String source, float score) {
    return new Match(source + "#", source, BOX, score, false);
  }

  @Test
  void whatWasFoundInTimeCounts() {
    assertThat(rank(new Choice.Rank(1), segment(0, new Answer.OutOfTime(matches(2))))).isEqualTo(1);
  }

  @Test
  void asksForTenMatchesOrForAsManyAsTheHighestRankNeeds() {
    assertThat(UnitChoice.matchesFor(List.of(new Choice.Rank(0), new Choice.Seed(1))))
        .isEqualTo(10);
    assertThat(UnitChoice.matchesFor(List.of(new Choice.Rank(25), new Choice.Rank(3))))
        .isEqualTo(26);
    assertThat(UnitChoice.matchesFor(List.of(new Choice.Rank(25), new Choice.Coherent(3))))
        .isEqualTo(100);
  }

  @RepeatedTest(10)
  void drawsEvenlyFromTheBestTen(SplittableRandom random) {
    long seed = random.nextLong();
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[rank(new Choice.Seed(seed), segment(i, new Answer.Found(matches(30))))]++;
    }

    // Six standard deviations of 10,000 throws of a fair ten-sided die.
    assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 1000) < 180);
  }

  @Test
  void drawsTheSameOnEveryMachine() {
    // Computed with whole numbers in another language.
    assertThat(IntStream.range(0, 12).map(i -> UnitChoice.draw(42, i, 10)))
        .containsExactly(7, 1, 2, 3, 0, 8, 2, 8, 3, 6, 2, 4);
    assertThat(UnitChoice.draw(42, 3, 1)).isZero();
  }
}
