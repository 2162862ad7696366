package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.testing.Catalogs;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class ConfusionTest {
  /// Classes 0 to 5, and 11 ignored, whose channel is the last.
  private final ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);

  private final int ignored = catalog.channel(11);

  @Test
  void scoresAHandMadeCase() {
    Confusion confusion = new Confusion(catalog);
    confusion.add(
        new int[] {0, 0, 0, 1, 1, 2, ignored, ignored}, new int[] {0, 0, 1, 1, 0, 3, 0, ignored});

    SegmentationScores without = confusion.withoutVoid();
    SegmentationScores everywhere = confusion.everywhere();

    // Class 0: 2 of 3 + 1 wrong; class 1: 1 of 2 + 1 wrong; class 2 and 3: nothing right.
    assertThat(without.meanIou()).isEqualTo((2 / 4.0 + 1 / 3.0 + 0 + 0) / 4, within(1e-12));
    assertThat(without.pixelAccuracy()).isEqualTo(3 / 6.0);
    assertThat(without.meanAccuracy()).isEqualTo((2 / 3.0 + 1 / 2.0 + 0) / 3, within(1e-12));
    assertThat(without.pixels()).isEqualTo(6);
    // Counted as a class, void has 1 of 2, and costs class 0 a pixel.
    assertThat(everywhere.meanIou())
        .isEqualTo((2 / 5.0 + 1 / 3.0 + 0 + 0 + 1 / 2.0) / 5, within(1e-12));
    assertThat(everywhere.pixelAccuracy()).isEqualTo(4 / 8.0);
    assertThat(everywhere.classes().getLast().name()).isEqualTo("void");
    assertThat(without.classes().getFirst().name()).isEqualTo("class 0");
  }

  @RepeatedTest(20)
  void aPerfectPredictionScoresOne(SplittableRandom random) {
    int[] truth = new int[100];
    Arrays.setAll(truth, i -> random.nextInt(6));
    Confusion confusion = new Confusion(catalog);
    confusion.add(truth, truth);

    SegmentationScores scores = confusion.everywhere();

    assertThat(scores.meanIou()).isEqualTo(1);
    assertThat(scores.pixelAccuracy()).isEqualTo(1);
    assertThat(scores).isEqualTo(confusion.withoutVoid());
  }

  @Test
  void aPredictionOfVoidIsAMiss() {
    Confusion confusion = new Confusion(catalog);
    confusion.add(new int[] {0, 0}, new int[] {0, ignored});

    assertThat(confusion.withoutVoid().meanIou()).isEqualTo(0.5);
    assertThat(confusion.withoutVoid().classes()).hasSize(1);
  }

  @Test
  void refusesAnotherNumberOfPixels() {
    assertThatThrownBy(() -> new Confusion(catalog).add(new int[2], new int[3]))
        .hasMessageContaining("need one each");
  }
}
