package io.resail.synth.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import io.resail.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class GuidanceAssemblerTest {
  private static final GuidanceAssembler INTENDED = new GuidanceAssembler(GuidanceRule.INTENDED);
  private static final GuidanceAssembler RELEASED = new GuidanceAssembler(GuidanceRule.RELEASED);

  @RepeatedTest(150)
  void isTheSpecificationWordByWord(SplittableRandom random) {
    int width = 1 + random.nextInt(50);
    int height = 1 + random.nextInt(50);
    OutputSize size =
        random.nextInt(3) == 0
            ? new OutputSize(width, height)
            : new OutputSize(1 + random.nextInt(70), 1 + random.nextInt(70));
    List<ChosenUnit> chosen = Units.chosen(random, width, height);
    LiteralComposition literal = new LiteralComposition(width, height, chosen, size);

    Guidance guidance = INTENDED.assemble(width, height, chosen, size);

    assertThat(guidance.image()).isEqualTo(literal.image());
    assertThat(guidance.provenance().toSegments()).isEqualTo(literal.owners());
  }

  @RepeatedTest(50)
  void theReleasedRuleAddsAsTheReleasedCodeDid(SplittableRandom random) {
    int width = 1 + random.nextInt(40);
    int height = 1 + random.nextInt(40);
    OutputSize size = new OutputSize(1 + random.nextInt(40), 1 + random.nextInt(40));
    List<ChosenUnit> chosen = Units.chosen(random, width, height);
    LiteralComposition literal = new LiteralComposition(width, height, chosen, size);

    Guidance guidance = RELEASED.assemble(width, height, chosen, size);

    float[] values = guidance.toValues();
    int pixels = size.width() * size.height();
    for (int i = 0; i < values.length; i++) {
      int pixel = i % pixels;
      double expected = literal.released(pixel % size.width(), pixel / size.width(), i / pixels);
      assertThat((double) values[i]).isCloseTo(expected, within(1e-5));
    }
    assertThat(guidance.provenance().toSegments()).isEqualTo(literal.owners());
  }

  @Test
  void saysWhereEverythingComesFrom() {
    Segment segment = new Segment(4, true, new Box(1, 2, 3, 2), Mask.of(3, 2, (x, y) -> x > 0));
    var unit = Units.unit("a", Mask.of(5, 5, (x, y) -> true), RgbImage.black(5, 5));

    Guidance guidance =
        INTENDED.assemble(
            6, 6, List.of(new ChosenUnit(7, segment, unit, 0.25f, 3)), new OutputSize(6, 6));

    assertThat(guidance.provenance().uses())
        .containsExactly(
            new Provenance.Use(
                7, "a", "source of a", 0.25f, 3, new Box(0, 0, 5, 5), new Box(1, 2, 3, 2)));
    assertThat(guidance.provenance().segment(2, 2)).isEqualTo(7);
    assertThat(guidance.provenance().segment(4, 2)).isEqualTo(Provenance.NONE);
    assertThat(guidance.provenance().coverage()).isEqualTo(6 / 36.0);
  }

  @Test
  void isBlackWithoutUnits() {
    Guidance guidance = INTENDED.assemble(9, 9, List.of(), new OutputSize(4, 4));

    assertThat(guidance.image()).isEqualTo(RgbImage.black(4, 4));
    assertThat(guidance.toValues()).containsOnly(-1f);
  }

  @Test
  void refusesASegmentOutsideTheMap() {
    Segment segment = new Segment(4, true, new Box(5, 0, 3, 1), Mask.of(3, 1, (x, y) -> true));
    var unit = Units.unit("a", Mask.of(1, 1, (x, y) -> true), RgbImage.black(1, 1));

    assertThatThrownBy(
            () ->
                INTENDED.assemble(
                    6, 6, List.of(new ChosenUnit(0, segment, unit, 0, 0)), new OutputSize(6, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment 0");
  }
}
