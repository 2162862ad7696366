package io.resail.synth.guidance;

import io.resail.retrieval.Match;
import io.resail.retrieval.SegmentMatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives the segments of a map units of as few photographs as their shapes allow, so that guidance
/// is of one light. Not in the paper, which gives each segment its best match whatever its
/// neighbours get.
///
/// The photograph that has good matches for most of the map gives them, then the one that has them
/// for most of what is left, and so on. A match is the less good the more its score is above the
/// segment's best, and none at all from [#MOST_GIVEN_UP] above it.
public final class CoherentChoice {
  /// Matches per segment to choose from, the best. With so many of 3,200 street scenes one
  /// photograph has some for three quarters of a map; with ten, for less than half.
  public static final int MATCHES = 100;

  /// The rank of a segment without matches.
  public static final int NONE = -1;

  /// Score.
  static final float MOST_GIVEN_UP = 0.1f;

  private static final Comparator<Map.Entry<String, Double>> MOST_FIRST =
      Map.Entry.<String, Double>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  /// A match that a photograph has for a segment.
  ///
  /// @param worth 1 for the segment's best match, towards 0 the more is given up
  private record Offer(int rank, double worth) {}

  private final List<SegmentMatches> segments;
  private final List<Map<String, Offer>> offers;
  private final int[] ranks;

  private CoherentChoice(List<SegmentMatches> segments) {
    this.segments = segments;
    this.offers = segments.stream().map(each -> offers(each.answer().matches())).toList();
    this.ranks = new int[segments.size()];
    Arrays.fill(ranks, NONE);
  }

  /// The rank of the match that each segment is given, [#NONE] where it has none.
  ///
  /// @param segments of one map; what they have beyond [#MATCHES] matches is not looked at
  /// @param first 0 to begin with the photograph that has most, 1 with the one that has second
  ///     most; the last there is if there are fewer
  public static int[] ranks(List<SegmentMatches> segments, int first) {
    CoherentChoice choice = new CoherentChoice(segments);
    List<Map.Entry<String, Double>> sources = new ArrayList<>(choice.worth().entrySet());
    if (!sources.isEmpty()) {
      sources.sort(MOST_FIRST);
      choice.takeFrom(sources.get(Math.min(first, sources.size() - 1)).getKey());
    }
    for (var rest = choice.worth(); !rest.isEmpty(); rest = choice.worth()) {
      choice.takeFrom(Collections.min(rest.entrySet(), MOST_FIRST).getKey());
    }
    return choice.ranks;
  }

  /// The best that each photograph has.
  private static Map<String, Offer> offers(List<Match> matches) {
    Map<String, Offer> offers = new HashMap<>();
    for (int rank = 0; rank < Math.min(MATCHES, matches.size()); rank++) {
      double givenUp = (double) matches.get(rank).score() - matches.getFirst().score();
      if (givenUp < MOST_GIVEN_UP) {
        Offer offer = new Offer(rank, 1 - givenUp / MOST_GIVEN_UP);
        offers.putIfAbsent(matches.get(rank).source(), offer);
      }
    }
    return offers;
  }

  /// What each photograph has for the segments that have nothing yet.
  private Map<String, Double> worth() {
    Map<String, Double> worth = new HashMap<>();
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] == NONE) {
        int area = segments.get(i).segment().area();
        offers.get(i).forEach((from, offer) -> worth.merge(from, area * offer.worth, Double::sum));
      }
    }
    return worth;
  }

  private void takeFrom(String source) {
    for (int i = 0; i < ranks.length; i++) {
      Offer offer = offers.get(i).get(source);
      if (ranks[i] == NONE && offer != null) {
        ranks[i] = offer.rank;
      }
    }
  }
}
