package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class ClassCatalogTest {
  private static final LabelClass SKY = new LabelClass(0, "sky", 0x0000ff, false);
  private static final LabelClass ROAD = new LabelClass(1, "road", 0x808080, false);
  private static final LabelClass CAR = new LabelClass(5, "car", 0xff0000, true);

  @Test
  void classesAreSortedByLabel() {
    assertThat(plain(List.of(CAR, SKY, ROAD)).classes()).containsExactly(SKY, ROAD, CAR);
  }

  @Test
  void theSmallestNumberOfChannelsHoldsEveryLabel() {
    assertThat(plain(List.of(SKY, CAR)).channels()).isEqualTo(6);
    assertThat(plain(List.of(SKY, CAR), 255).channels()).isEqualTo(7);
    assertThat(plain(List.of(SKY, CAR), 0).channels())
        .as("an ignored class has its own")
        .isEqualTo(6);
  }

  @Test
  void ignoredValuesThatAreNoClassShareTheLastChannel() {
    ClassCatalog catalog = plain(List.of(SKY, CAR), 200, 255);

    assertThat(catalog.channel(0)).isZero();
    assertThat(catalog.channel(5)).isEqualTo(5);
    assertThat(catalog.channel(200)).isEqualTo(6);
    assertThat(catalog.channel(255)).isEqualTo(6);
    assertThat(catalog.knows(255)).isTrue();
    assertThat(catalog.knows(3)).isFalse();
    assertThatThrownBy(() -> catalog.channel(3)).hasMessageContaining("label 3");
  }

  @Test
  void segmentClassesOfCocoStuffCountFromOne() {
    ClassCatalog coco = Catalogs.of(InstanceRule.COCO_STUFF);
    ClassCatalog plain = Catalogs.of(InstanceRule.PLAIN);

    assertThat(coco.classId(4)).isEqualTo(5);
    assertThat(coco.byClassId(5).orElseThrow().label()).isEqualTo(4);
    assertThat(coco.byClassId(256)).isEmpty();
    assertThat(plain.classId(4)).isEqualTo(4);
    assertThat(plain.byClassId(4).orElseThrow().label()).isEqualTo(4);
  }

  @RepeatedTest(20)
  void channelsOfAValidMapAreInRange(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.any(random);

    for (int label : LabelMaps.any(random, catalog).toLabels()) {
      assertThat(catalog.channel(label)).isBetween(0, catalog.channels() - 1);
    }
  }

  @Test
  void aMapWithStrangersIsRefusedWithValuesCountsAndARemedy() {
    ClassCatalog catalog = plain(List.of(SKY, ROAD, CAR), 255);

    assertThatCode(() -> catalog.require(LabelMap.of(2, 2, new int[] {0, 1, 5, 255})))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> catalog.require(LabelMap.of(2, 2, new int[] {0, 9, 9, 3})))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
              assertThat(e.subject()).contains("map");
            })
        .hasMessageContainingAll("3 (1 pixels), 9 (2 pixels)", "0 to 5", "[255]", "map them");
  }

  @Test
  void manyStrangersAreCut() {
    int[] labels = new int[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = 100 + i;
    }

    assertThatThrownBy(() -> plain(List.of(SKY)).require(LabelMap.of(20, 1, labels)))
        .hasMessageContaining("107 (1 pixels) and 12 more");
  }

  @Test
  void theFingerprintCoversEverything() {
    List<LabelClass> classes = List.of(SKY, ROAD, CAR);
    Set<String> prints = new HashSet<>();
    TreeSet<Integer> none = new TreeSet<>();
    SortedMap<Integer, Integer> empty = new TreeMap<>();
    InstanceRule rule = InstanceRule.PLAIN;

    List<ClassCatalog> different =
        List.of(
            new ClassCatalog("a", rule, classes, none, empty, 0),
            new ClassCatalog("b", rule, classes, none, empty, 0),
            new ClassCatalog("a", InstanceRule.COCO_STUFF, classes, none, empty, 0),
            new ClassCatalog("a", rule, List.of(SKY, ROAD), none, empty, 6),
            new ClassCatalog("a", rule, List.of(SKY, ROAD, thing(SKY, 5)), none, empty, 0),
            new ClassCatalog("a", rule, classes, new TreeSet<>(Set.of(0)), empty, 0),
            new ClassCatalog("a", rule, classes, none, new TreeMap<>(Map.of(3, 5)), 0),
            new ClassCatalog("a", rule, classes, none, empty, 7));
    different.forEach(catalog -> prints.add(catalog.fingerprint()));

    assertThat(prints).hasSize(different.size()).allMatch(p -> p.matches("[0-9a-f]{64}"));
    assertThat(new ClassCatalog("a", rule, List.of(CAR, ROAD, SKY), none, empty, 6))
        .as("neither order nor a spelt-out default")
        .isEqualTo(different.getFirst())
        .hasSameHashCodeAs(different.getFirst());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> plain(List.of())).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> plain(List.of(SKY, thing(SKY, 0)))).hasMessageContaining("twice");
    assertThatThrownBy(
            () ->
                new ClassCatalog(
                    "a",
                    InstanceRule.PLAIN,
                    List.of(CAR),
                    new TreeSet<>(Set.of(255)),
                    new TreeMap<>(),
                    6))
        .hasMessageContaining("need 7");
    assertThatThrownBy(() -> new LabelClass(65536, "x", 0, false)).hasMessageContaining("65536");
    assertThatThrownBy(() -> new LabelClass(-1, "x", 0, false)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new LabelClass(1, " ", 0, false)).hasMessageContaining("a name");
    assertThatThrownBy(() -> new LabelClass(1, "x", 1 << 24, false))
        .hasMessageContaining("1000000");
  }

  private static LabelClass thing(LabelClass like, int label) {
    return new LabelClass(label, like.name(), like.rgb(), true);
  }

  private static ClassCatalog plain(List<LabelClass> classes, Integer... ignored) {
    return new ClassCatalog(
        "plain", InstanceRule.PLAIN, classes, new TreeSet<>(List.of(ignored)), new TreeMap<>(), 0);
  }
}
