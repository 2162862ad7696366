package io.resail.index.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Segment;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Maps are drawn with a letter for each value: `.` for 0, `a` to `z` for 1 to 26.
@ExtendWith(Seeds.class)
class SegmenterTest {
  @Test
  void joinsPixelsThatTouchAtACorner() {
    assertThat(cut(InstanceRule.PLAIN, map("b.b", ".b.", "b.b")))
        .containsExactly("0 [0,0 3x3] 4", "2 [0,0 3x3] 5");
    assertThat(cut(InstanceRule.PLAIN, map("b.b", "...", "b.b")))
        .containsExactly(
            "0 [0,0 3x3] 5", "2 [2,2 1x1] 1", "2 [0,2 1x1] 1", "2 [2,0 1x1] 1", "2 [0,0 1x1] 1");
  }

  @Test
  void keepsTheLargestUntilNineTenthsAreCoveredAndReversesEqualOnes() {
    // Of class 1: areas 9, 1, 1. The first covers 9 of 11, which is less than 90 %; then one more.
    assertThat(cut(InstanceRule.PLAIN, map("aaaaaaaaa", "kkkkkkkkk", "akakkkkkk")))
        .containsExactly("1 [0,0 9x1] 9", "1 [2,2 1x1] 1");
  }

  @Test
  void cutsCityscapesByInstanceValue() {
    int car = 24;
    LabelMap map =
        LabelMap.of(6, 1, new int[] {24, 21, 24, 24, 21, 24})
            .withInstances(new int[] {24001, 21, 24001, 24000, 21, car});
    assertThat(cut(InstanceRule.CITYSCAPES, map))
        .containsExactly(
            "21 [4,0 1x1] 1",
            "21 [1,0 1x1] 1",
            "24 [0,0 3x1] 2 fg",
            "24 [3,0 1x1] 1 fg",
            "24 [5,0 1x1] 1 fg");
  }

  @Test
  void cutsAde20kObjectsFirstAndLeavesOutThingsWithoutInstance() {
    LabelMap map =
        LabelMap.of(6, 1, new int[] {4, 4, 0, 1, 5, 4})
            .withInstances(new int[] {1 << 8 | 2, 0, 0, 0, 7 << 8 | 1, 7 << 8 | 2});
    // Number 2 takes its category from its first pixel.
    assertThat(cut(InstanceRule.ADE20K, map))
        .containsExactly("5 [4,0 1x1] 1 fg", "4 [0,0 6x1] 2 fg", "1 [3,0 1x1] 1");
    LabelMap unknown = LabelMap.of(1, 1, new int[] {4}).withInstances(new int[] {3 << 8 | 1});
    assertThatThrownBy(() -> cut(InstanceRule.ADE20K, unknown))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining("category 3");
  }

  @Test
  void cutsCocoObjectsByTheirMostFrequentLabelAndDropsTheRestOfThatClass() {
    LabelMap map =
        LabelMap.of(7, 1, new int[] {4, 3, 3, 4, 255, 3, 0})
            .withInstances(new int[] {9, 9, 9, 9, 2, 255, 255});
    // Object 9 is a tie of labels 3 and 4, so 3; label 3 elsewhere is dropped, label 4 is not;
    // object 2 is unlabeled.
    assertThat(cut(InstanceRule.COCO_STUFF, map))
        .containsExactly("4 [0,0 4x1] 4", "1 [6,0 1x1] 1", "5 [3,0 1x1] 1 fg", "5 [0,0 1x1] 1 fg");
  }

  @Test
  void cutsPlainObjectsAndThenWhatIsLeftOfEveryClass() {
    LabelMap map =
        LabelMap.of(6, 1, new int[] {4, 4, 3, 4, 3, 11})
            .withInstances(new int[] {2, 2, 2, 0, 0, 1});
    assertThat(cut(InstanceRule.PLAIN, map))
        .containsExactly("4 [0,0 3x1] 3 fg", "4 [3,0 1x1] 1 fg", "3 [4,0 1x1] 1");
  }

  @Test
  void refusesLabelsOutsideTheCatalogue() {
    assertThatThrownBy(() -> cut(InstanceRule.PLAIN, map("z")))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT));
  }

  @Test
  void refusesCombsWhoseBoxesWouldFillTheMemory() {
    int side = 2600;
    int[] labels = new int[side * side];
    for (int i = 0; i < labels.length; i++) {
      // Nested angles one pixel wide, each with a box almost as large as the map.
      labels[i] = Math.min(i % side, i / side) % 2;
    }
    assertThatThrownBy(() -> cut(InstanceRule.PLAIN, LabelMap.of(side, side, labels)))
        .hasMessageContaining("boxes hold more than");
  }

  @RepeatedTest(50)
  void segmentsOfARuleNeverOverlapAndCoverNineTenthsOfWhatTheClassHas(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.any(random);
    LabelMap map = LabelMaps.any(random, catalog);
    List<Segment> segments = new Segmenter(catalog).cut(map);
    TreeMap<Integer, Integer> covered = new TreeMap<>();
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        int column = x;
        int row = y;
        List<Segment> here = segments.stream().filter(s -> s.has(column, row)).toList();
        boolean loose = catalog.instanceRule() == InstanceRule.COCO_STUFF;
        assertThat(here.size()).isLessThanOrEqualTo(loose ? 2 : 1);
        if (!here.isEmpty()) {
          covered.merge(here.getFirst().classId(), 1, Integer::sum);
        }
      }
    }
    if (!map.hasInstances()) {
      for (int label : map.toLabels()) {
        if (!catalog.ignoredLabels().contains(label)) {
          long all = java.util.Arrays.stream(map.toLabels()).filter(l -> l == label).count();
          assertThat(10L * covered.get(catalog.classId(label))).isGreaterThanOrEqualTo(9 * all);
        }
      }
    }
  }

  private static List<String> cut(InstanceRule rule, LabelMap map) {
    return new Segmenter(Catalogs.of(rule))
        .cut(map).stream().map(SegmenterTest::text).collect(Collectors.toList());
  }

  private static String text(Segment segment) {
    Box box = segment.box();
    return segment.classId()
        + " ["
        + box.left()
        + ","
        + box.top()
        + " "
        + box.width()
        + "x"
        + box.height()
        + "] "
        + segment.area()
        + (segment.foreground() ? " fg" : "");
  }

  private static LabelMap map(String... rows) {
    int[] labels = String.join("", rows).chars().map(c -> c == '.' ? 0 : c - 'a' + 1).toArray();
    return LabelMap.of(rows[0].length(), rows.length, labels);
  }
}
