package io.resail.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.tools.evaluation.SegmentationScores;
import io.resail.tools.evaluation.SegmentationScores.ClassScore;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmenterCheckTest {
  private static final ClassScore ROAD = new ClassScore(0, "road", 900, 0.8, 0.9);
  private static final ClassScore SIGN = new ClassScore(1, "sign", 5, 0, 0);
  private static final ClassScore POLE = new ClassScore(2, "pole", 5, 0.0999, 0.5);
  private static final ClassScore PERSON = new ClassScore(3, "person", 90, 0.1, 0.2);

  @Test
  void classesThatAreNotSeenAreNamed() {
    assertThat(
            SegmenterCheck.words(
                new SegmentationScores(0.25, 0.8, 0.4, 1000, List.of(ROAD, SIGN, POLE, PERSON)),
                "32 of val"))
        .startsWith("network T reads photographs (32 of val) at 25.0 % mIoU, 80.0 % accuracy;")
        .contains("sign, pole (IoU below 10 %)")
        .doesNotContain("road")
        .doesNotContain("person");
  }

  @Test
  void aNetworkThatSeesEveryClassIsNotBlamed() {
    assertThat(
            SegmenterCheck.words(
                new SegmentationScores(0.45, 0.9, 0.5, 990, List.of(ROAD, PERSON)), "2 of val"))
        .isEqualTo("network T reads photographs (2 of val) at 45.0 % mIoU, 90.0 % accuracy");
  }
}
