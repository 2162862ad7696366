package io.resail.synth.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import io.resail.retrieval.Answer;
import io.resail.retrieval.Effort;
import io.resail.retrieval.Match;
import io.resail.retrieval.SegmentMatches;
import io.resail.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class CoherentChoiceTest {
  private static SegmentMatches segment(int index, int area, List<Match> matches) {
    Segment segment =
        new Segment(1, false, new Box(0, 0, area, 1), Mask.of(area, 1, (x, y) -> true));
    return new SegmentMatches(
        index,
        segment,
        matches.isEmpty() ? new Answer.NoUnitOfClass(1) : new Answer.Found(matches),
        Effort.NONE);
  }

  private static Match match(String source, double score) {
    return new Match(source + "#", source, new Box(0, 0, 1, 1), (float) score, false);
  }

  private static final List<SegmentMatches> STREET =
      List.of(
          segment(0, 50, List.of(match("fog", 0.10), match("noon", 0.12), match("dusk", 0.15))),
          segment(1, 30, List.of(match("dusk", 0.20), match("noon", 0.22))),
          segment(2, 20, List.of(match("rain", 0.10), match("noon", 0.30))),
          segment(3, 10, List.of()));

  @Test
  void takesWhatIsNearlyBestFromThePhotographThatHasMost() {
    assertThat(CoherentChoice.ranks(STREET, 0)).containsExactly(1, 1, 0, CoherentChoice.NONE);
  }

  @Test
  void anotherVariantBeginsWithAnotherPhotograph() {
    // Worth 50 x 0.8 + 30 x 0.8 for noon, 50 x 0.5 + 30 for dusk, 50 for fog, 20 for rain.
    assertThat(CoherentChoice.ranks(STREET, 1)).containsExactly(2, 0, 0, CoherentChoice.NONE);
    assertThat(CoherentChoice.ranks(STREET, 2)).containsExactly(0, 0, 0, CoherentChoice.NONE);
    assertThat(CoherentChoice.ranks(STREET, 99)).isEqualTo(CoherentChoice.ranks(STREET, 3));
  }

  @RepeatedTest(20)
  void givesUpLittleAndLooksNoFurtherThanItSays(SplittableRandom random) {
    List<SegmentMatches> segments = new ArrayList<>();
    List<SegmentMatches> longer = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<Match> matches = new ArrayList<>();
      for (int j = 0; j < 130; j++) {
        matches.add(match("street " + random.nextInt(40), 0.3 * random.nextDouble()));
      }
      matches.sort(Comparator.comparingDouble(Match::score));
      int area = 1 + random.nextInt(500);
      segments.add(segment(i, area, matches.subList(0, CoherentChoice.MATCHES)));
      longer.add(segment(i, area, matches));
    }
    int first = random.nextInt(5);

    int[] ranks = CoherentChoice.ranks(segments, first);

    assertThat(CoherentChoice.ranks(longer, first)).isEqualTo(ranks);
    for (int i = 0; i < ranks.length; i++) {
      List<Match> matches = segments.get(i).answer().matches();
      Match given = matches.get(ranks[i]);
      assertThat(given.score() - matches.getFirst().score())
          .isLessThan(CoherentChoice.MOST_GIVEN_UP);
      assertThat(matches.subList(0, ranks[i])).noneMatch(m -> m.source().equals(given.source()));
    }
  }

  @RepeatedTest(20)
  void fewerPhotographsGiveThanIfEachSegmentTookItsBest(SplittableRandom random) {
    List<SegmentMatches> segments = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<Match> matches = new ArrayList<>();
      for (int j = 0; j < 20; j++) {
        matches.add(match("street " + random.nextInt(60), 0.09 * j / 20));
      }
      segments.add(segment(i, 100, matches));
    }
    int[] ranks = CoherentChoice.ranks(segments, 0);

    assertThat(photographs(segments, ranks))
        .isLessThan(photographs(segments, new int[ranks.length]));
  }

  private static long photographs(List<SegmentMatches> segments, int[] ranks) {
    return segments.stream()
        .map(each -> each.answer().matches().get(ranks[each.index()]).source())
        .distinct()
        .count();
  }
}
