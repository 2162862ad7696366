package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelMapTest {
  private static final LabelMap MAP = LabelMap.of(3, 2, new int[] {0, 1, 2, 3, 4, 5});

  @Test
  void pixelsAreAddressedByColumnAndRow() {
    LabelMap map = MAP.withInstances(new int[] {10, 11, 12, 13, 14, 15});

    assertThat(map.width()).isEqualTo(3);
    assertThat(map.height()).isEqualTo(2);
    assertThat(map.label(2, 1)).isEqualTo(5);
    assertThat(map.instance(0, 1)).isEqualTo(13);
  }

  @Test
  void instancesArePartOfTheValue() {
    LabelMap with = MAP.withInstances(new int[6]);

    assertThat(MAP.hasInstances()).isFalse();
    assertThat(MAP.toInstances()).isEmpty();
    assertThat(with.hasInstances()).isTrue();
    assertThat(with).isNotEqualTo(MAP);
    assertThat(with)
        .isEqualTo(MAP.withInstances(new int[6]))
        .hasSameHashCodeAs(MAP.withInstances(new int[6]));
    assertThatThrownBy(() -> MAP.instance(0, 0)).hasMessageContaining("no instances");
  }

  @Test
  void mapsOfOtherShapesDiffer() {
    assertThat(LabelMap.of(2, 3, MAP.toLabels())).isNotEqualTo(MAP);
  }

  @Test
  void arraysAreCopiedOnTheWayInAndOut() {
    int[] labels = {1, 2};
    int[] instances = {3, 4};
    LabelMap map = LabelMap.of(2, 1, labels).withInstances(instances);

    labels[0] = 9;
    instances[0] = 9;
    map.toLabels()[0] = 9;
    map.toInstances()[0] = 9;

    assertThat(map).isEqualTo(LabelMap.of(2, 1, new int[] {1, 2}).withInstances(new int[] {3, 4}));
  }

  @Test
  void wrongNumbersOfValuesAreRefused() {
    assertThatThrownBy(() -> LabelMap.of(2, 2, new int[3])).hasMessageContaining("3 labels");
    assertThatThrownBy(() -> LabelMap.of(0, 2, new int[0])).hasMessageContaining("0 x 2");
    assertThatThrownBy(() -> LabelMap.of(1 << 16, 1 << 16, new int[0]))
        .hasMessageContaining("65536 x 65536");
    assertThatThrownBy(() -> MAP.withInstances(new int[5]))
        .hasMessageContaining("5 instance values for 6 labels");
    assertThatThrownBy(() -> MAP.withInstances(new int[0])).hasMessageContaining("0 instance");
  }
}
