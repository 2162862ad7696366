package io.resail.tools.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.resail.raster.Box;
import io.resail.retrieval.Retrieval;
import io.resail.retrieval.SegmentMatches;
import java.util.List;

/// The answer of `index search --json`.
///
/// @param segments in the order of spec section 2
record SearchJson(List<SegmentJson> segments) {
  /// One segment.
  ///
  /// @param box left, top, width, height
  /// @param matches best first
  record SegmentJson(
      @JsonProperty("class") int classId,
      int area,
      List<Integer> box,
      boolean foreground,
      List<MatchJson> matches) {}

  /// One match.
  record MatchJson(String unit, String source, List<Integer> box, float score) {}

  static SearchJson of(Retrieval found) {
    return new SearchJson(found.segments().stream().map(SearchJson::of).toList());
  }

  static SegmentJson of(SegmentMatches each) {
    return new SegmentJson(
        each.segment().classId(),
        each.segment().area(),
        box(each.segment().box()),
        each.segment().foreground(),
        each.answer().matches().stream()
            .map(m -> new MatchJson(m.unitId(), m.source(), box(m.box()), m.score()))
            .toList());
  }

  private static List<Integer> box(Box box) {
    return List.of(box.left(), box.top(), box.width(), box.height());
  }
}
