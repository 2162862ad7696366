package io.resail.synth.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class LabelChangeTest {
  private static final int CLASSES = 4;

  /// Against windows of 5x5 classes taken one by one.
  @RepeatedTest(10)
  void findsExactlyTheNeighbourhoodsThatAreNew(SplittableRandom random) {
    int height = random.nextInt(1, 14);
    int width = random.nextInt(1, 14);
    int images = random.nextInt(1, 3);
    int[] before = map(random, images * height * width);
    int[] after = before.clone();
    for (int i = 0; i < 5; i++) {
      after[random.nextInt(after.length)] = random.nextInt(CLASSES);
    }
    LabelGrid old = LabelGrid.resized(before, height, width, height, width, CLASSES);
    LabelGrid now = LabelGrid.resized(after, height, width, height, width, CLASSES);

    LabelChange change = LabelChange.between(old, now);

    Map<List<Integer>, Integer> numbers = new HashMap<>();
    Set<List<Integer>> known = new HashSet<>();
    for (int p = 0; p < before.length; p++) {
      known.add(window(before, height, width, p));
    }
    for (int p = 0; p < after.length; p++) {
      List<Integer> window = window(after, height, width, p);
      int number = now.five().at()[p];
      assertThat(numbers.computeIfAbsent(window, _ -> number)).isEqualTo(number);
      int same = change.sameAs()[number];
      assertThat(same >= 0).isEqualTo(known.contains(window));
      if (same >= 0) {
        assertThat(window(before, height, width, same)).isEqualTo(window);
      }
    }
    assertThat(now.five().count()).isEqualTo(numbers.size());
    assertThat(change.fresh())
        .isEqualTo(Arrays.stream(change.sameAs()).filter(same -> same < 0).count());
    assertThat(change.fiveRows()).hasSize(Patterns.TAPS * change.fresh());
  }

  @Test
  void nothingIsNewInTheSameMap(SplittableRandom random) {
    int[] labels = map(random, 30 * 20);
    LabelGrid grid = LabelGrid.resized(labels, 30, 20, 30, 20, CLASSES);

    LabelChange change = LabelChange.between(grid, grid);

    assertThat(change.fresh()).isZero();
    assertThat(change.threeRows()).isEmpty();
  }

  private static List<Integer> window(int[] labels, int height, int width, int pixel) {
    int top = pixel / width % height;
    int left = pixel % width;
    return IntStream.range(0, 25)
        .mapToObj(
            i -> {
              int y = top + i / 5 - 2;
              int x = left + i % 5 - 2;
              boolean inside = y >= 0 && y < height && x >= 0 && x < width;
              return inside ? labels[pixel + (i / 5 - 2) * width + i % 5 - 2] : CLASSES;
            })
        .toList();
  }

  /// Stripes, so that most neighbourhoods repeat.
  private static int[] map(SplittableRandom random, int pixels) {
    int[] labels = new int[pixels];
    int stripe = random.nextInt(2, 9);
    for (int i = 0; i < pixels; i++) {
      labels[i] = i / stripe % CLASSES;
    }
    return labels;
  }
}
