package io.resail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.resail.raster.Box;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Segment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class FakeRetrieverTest {
  private static IndexUnderTest fake(ClassCatalog catalog) {
    FakeRetriever fake = new FakeRetriever(catalog);
    return new IndexUnderTest(fake, fake, () -> {});
  }

  @Nested
  class Answers extends RetrieverContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return fake(catalog);
    }
  }

  @Nested
  class Callers extends CallerContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return fake(catalog);
    }
  }

  @Nested
  class Changes extends UnitStoreContract {
    @Override
    protected IndexUnderTest open(ClassCatalog catalog) {
      return fake(catalog);
    }
  }

  @RepeatedTest(20)
  void theScoreIsSymmetricAndZeroForOneShape(SplittableRandom random) {
    Mask a = Masks.any(random);
    Mask b = Masks.any(random);

    assertThat(PlainScore.of(a, b)).isEqualTo(PlainScore.of(b, a)).isBetween(0f, 2f);
    assertThat(PlainScore.of(a, a)).isIn(0f, 1f);
  }

  @Test
  void theScoreOfHalfAShapeIsAHalf() {
    Mask full = Mask.of(8, 8, (x, y) -> true);
    Mask left = Mask.of(8, 8, (x, y) -> x < 4);

    assertThat(PlainScore.of(full, left)).isEqualTo(0.5f);
  }

  @Test
  void cutsComponentsThatTouchAtCornersAndLeavesTheSmallestTenthOut() {
    int[] labels = {
      1, 1, 1, 1, 1, 1, //
      1, 1, 1, 1, 0, 1, //
      1, 1, 1, 0, 1, 1, //
      0, 0, 1, 1, 1, 1, //
      1, 0, 1, 1, 1, 1, //
      0, 0, 11, 11, 11, 11,
    };

    ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);
    var segments = PlainCut.of(catalog, LabelMap.of(6, 6, labels));

    assertThat(segments)
        .extracting(Segment::classId, Segment::box, Segment::area)
        .containsExactly(
            tuple(0, new Box(0, 3, 2, 3), 5),
            tuple(0, new Box(3, 1, 2, 2), 2),
            tuple(1, new Box(0, 0, 6, 5), 24));
  }
}
