package io.resail.synth.guidance;

import io.resail.retrieval.Match;
import io.resail.retrieval.RetrievalRequest;
import io.resail.retrieval.RetrievalUnit;
import io.resail.retrieval.SegmentMatches;
import io.resail.synthesis.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which of its matches each segment is given.
public final class UnitChoice {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private UnitChoice() {}

  /// A segment with its match.
  ///
  /// @param rank of the match among the segment's, 0 the best
  public record Pick(SegmentMatches segment, Match match, int rank) {
    /// The same with the unit's pixels.
    ///
    /// @param units by id, this match's among them
    public ChosenUnit with(Map<String, RetrievalUnit> units) {
      return new ChosenUnit(
          segment.index(), segment.segment(), units.get(match.unitId()), match.score(), rank);
    }
  }

  /// Matches per segment that the choices may need; never fewer than the usual ten, which clients
  /// show.
  public static int matchesFor(List<Choice> choices) {
    int most = RetrievalRequest.DEFAULT_MATCHES;
    for (Choice choice : choices) {
      int needed =
          switch (choice) {
            case Choice.Rank(int rank) -> rank + 1;
            case Choice.Coherent _ -> CoherentChoice.MATCHES;
            case Choice.Seed _ -> RetrievalRequest.DEFAULT_MATCHES;
          };
      most = Math.max(most, needed);
    }
    return most;
  }

  /// The match of each segment that has any.
  ///
  /// @param segments of one map, with as many matches as [#matchesFor] says
  public static List<Pick> picks(Choice choice, List<SegmentMatches> segments) {
    int[] ranks =
        switch (choice) {
          case Choice.Coherent(int first) -> CoherentChoice.ranks(segments, first);
          case Choice.Rank(int wanted) ->
              segments.stream().mapToInt(each -> Math.min(wanted, number(each) - 1)).toArray();
          case Choice.Seed(long seed) ->
              segments.stream().mapToInt(each -> drawn(seed, each)).toArray();
        };
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      SegmentMatches segment = segments.get(i);
      if (number(segment) > 0) {
        picks.add(new Pick(segment, segment.answer().matches().get(ranks[i]), ranks[i]));
      }
    }
    return picks;
  }

  private static int number(SegmentMatches segment) {
    return segment.answer().matches().size();
  }

  private static int drawn(long seed, SegmentMatches segment) {
    return draw(seed, segment.index(), Math.min(number(segment), RetrievalRequest.DEFAULT_MATCHES));
  }

  /// A rank below `ranks`, the same for the same seed and segment on every machine.
  ///
  /// With `z = seed + (segment + 1) * 0x9e3779b97f4a7c15` mixed by SplitMix64's finaliser, and read
  /// as an unsigned number of 64 bits, the rank is `z * ranks / 2^64`.
  static int draw(long seed, int segment, int ranks) {
    long z = seed + (segment + 1) * STEP;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (int) Math.unsignedMultiplyHigh(z, ranks);
  }
}
