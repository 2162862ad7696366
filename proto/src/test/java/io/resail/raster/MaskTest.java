package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.testing.Masks;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class MaskTest {
  @RepeatedTest(50)
  void aMaskHasThePixelsItWasMadeOf(SplittableRandom random) {
    int width = 1 + random.nextInt(90);
    int height = 1 + random.nextInt(90);
    boolean[] pixels = new boolean[width * height];
    int area = 0;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(3) == 0;
      area += pixels[i] ? 1 : 0;
    }

    Mask mask = Mask.of(width, height, (x, y) -> pixels[y * width + x]);

    assertThat(mask.area()).isEqualTo(area);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(mask.has(i % width, i / width)).isEqualTo(pixels[i]);
    }
  }

  @RepeatedTest(50)
  void packedWordsMakeTheSameMask(SplittableRandom random) {
    Mask mask = Masks.any(random);

    assertThat(Mask.ofWords(mask.width(), mask.height(), mask.toWords()))
        .isEqualTo(mask)
        .hasSameHashCodeAs(mask);
  }

  @RepeatedTest(50)
  void aCropHasThePixelsOfItsBox(SplittableRandom random) {
    Mask mask = Masks.any(random);
    int left = random.nextInt(mask.width());
    int top = random.nextInt(mask.height());
    Box box =
        new Box(
            left,
            top,
            1 + random.nextInt(mask.width() - left),
            1 + random.nextInt(mask.height() - top));

    Mask crop = mask.crop(box);

    assertThat(crop)
        .isEqualTo(
            Mask.of(box.width(), box.height(), (x, y) -> mask.has(x + box.left(), y + box.top())));
    assertThat(mask.crop(new Box(0, 0, mask.width(), mask.height()))).isEqualTo(mask);
  }

  @Test
  void arraysAreCopiedOnTheWayInAndOut() {
    long[] words = {0b1011};
    Mask mask = Mask.ofWords(2, 2, words);

    words[0] = 0;
    mask.toWords()[0] = 0;

    assertThat(mask.area()).isEqualTo(3);
    assertThat(mask.toWords()).containsExactly(0b1011);
  }

  @Test
  void masksOfOtherSizesDiffer() {
    assertThat(Mask.ofWords(1, 4, new long[] {3})).isNotEqualTo(Mask.ofWords(4, 1, new long[] {3}));
  }

  @Test
  void wrongWordsAreRefused() {
    assertThatThrownBy(() -> Mask.ofWords(8, 9, new long[1])).hasMessageContaining("need 2");
    assertThatThrownBy(() -> Mask.ofWords(2, 2, new long[] {16}))
        .hasMessageContaining("no bit set behind");
    assertThatThrownBy(() -> Mask.ofWords(0, 2, new long[0])).hasMessageContaining("0 x 2");
    assertThatThrownBy(() -> Mask.of(1 << 16, 1 << 15, (x, y) -> true))
        .hasMessageContaining("65536 x 32768");
    assertThat(Mask.ofWords(8, 8, new long[] {-1L}).area()).isEqualTo(64);
  }

  @Test
  void aBoxOutsideIsRefused() {
    Mask mask = Mask.of(4, 4, (x, y) -> true);

    assertThatThrownBy(() -> mask.crop(new Box(2, 0, 3, 1))).hasMessageContaining("4 x 4");
    assertThatThrownBy(() -> mask.crop(new Box(0, 2, 1, 3))).hasMessageContaining("4 x 4");
  }

  @Test
  void aSegmentIsItsMaskAtItsPlace() {
    Mask shape = Mask.of(2, 2, (x, y) -> x == y);
    Segment segment = new Segment(3, true, new Box(5, 6, 2, 2), shape);

    assertThat(segment.area()).isEqualTo(2);
    assertThat(segment.has(5, 6)).isTrue();
    assertThat(segment.has(6, 7)).isTrue();
    assertThat(segment.has(6, 6)).isFalse();
    assertThat(segment.has(4, 6)).isFalse();
    assertThat(segment.has(7, 8)).isFalse();
    assertThatThrownBy(() -> new Segment(3, true, new Box(0, 0, 3, 2), shape))
        .hasMessageContaining("need a mask of the box's size");
    assertThatThrownBy(
            () -> new Segment(3, true, new Box(0, 0, 2, 2), Mask.of(2, 2, (x, y) -> false)))
        .hasMessageContaining("at least one pixel");
  }
}
