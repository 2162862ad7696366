package io.resail.tools.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecksTest {
  @Test
  void givesASpeckTheClassAboutIt() {
    int[] labels = {0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0};

    Specks.remove(labels, new int[12], 4, 3);

    assertThat(labels).containsOnly(0);
  }

  @Test
  void keepsWhatIsLargeEnough() {
    int[] labels = {0, 0, 0, 0, 0, 4, 4, 4, 0, 0, 0, 0};
    int[] before = labels.clone();

    Specks.remove(labels, new int[12], 4, 3);

    assertThat(labels).isEqualTo(before);
  }

  @Test
  void keepsThingsHoweverSmallAndNeverTurnsAnythingIntoThem() {
    int[] labels = {5, 5, 5, 5, 0, 5, 6, 5, 5};
    int[] instances = {1, 1, 1, 1, 0, 1, 2, 1, 1};
    int[] before = labels.clone();

    Specks.remove(labels, instances, 3, 3);

    assertThat(labels).isEqualTo(before);
  }

  @Test
  void countsCornersAsConnected() {
    int[] labels = {4, 0, 0, 0, 4, 0, 0, 0, 4};

    Specks.remove(labels, new int[9], 3, 3);

    assertThat(labels).containsExactly(4, 0, 0, 0, 4, 0, 0, 0, 4);
  }
}
