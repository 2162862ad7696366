package io.resail.tools.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.raster.LabelClass;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import io.resail.raster.RgbImage;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreetScenesTest {
  private static final int SIDE = 128;

  // Painted once, looked at by most tests.
  private List<Scene> scenes = List.of();

  @BeforeAll
  void paint() {
    scenes = paint(40);
  }

  private static List<Scene> paint(int count) {
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(seed -> StreetScenes.paint(seed, SIDE, SIDE))
        .toList();
  }

  @Test
  void paintsTheSameSceneForTheSameSeedOnAnyThread() {
    List<Scene> again = paint(6);

    assertThat(again).isEqualTo(scenes.subList(0, 6));
  }

  @Test
  void paintsAnotherSceneForAnotherSeed() {
    assertThat(scenes.stream().map(Scene::image).distinct()).hasSize(scenes.size());
    assertThat(scenes.stream().map(Scene::labels).distinct()).hasSize(scenes.size());
  }

  /// The bytes are part of the contract: shipped weights were trained on them, on other machines.
  /// Whoever changes them on purpose trains again, and writes the new digest here.
  @Test
  void paintsTheBytesThatItAlwaysPainted() throws Exception {
    Scene scene = StreetScenes.paint(2026, 64, 48);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(scene.image().toSamples());
    digest.update(Png.writeGrey(64, 48, scene.labels().toLabels()));
    digest.update(Png.writeGrey(64, 48, scene.labels().toInstances()));

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("fdbb48e5eef7b27c4b7adfaa87725db3dfefb2952631747fe462273a9bd7fdd4");
  }

  @Test
  void showsEveryClassAndManyWeathers() {
    Set<Integer> labels = new TreeSet<>();
    scenes.forEach(s -> addLabels(s.labels(), labels));

    assertThat(labels)
        .containsExactlyElementsOf(
            StreetScenes.catalog().classes().stream().map(LabelClass::label).toList());
    assertThat(scenes.stream().map(Scene::weather).distinct().count()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void seesTheSameStreetsByFairDays() {
    for (int seed = 0; seed < 8; seed++) {
      Scene fair = StreetScenes.paint(seed, Weather.FAIR, SIDE, SIDE);

      assertThat(fair.weather()).isIn("clear", "sun and clouds", "overcast");
      if (!scenes.get(seed).weather().equals("rain")) {
        assertThat(fair.labels()).isEqualTo(scenes.get(seed).labels());
      }
    }
    assertThat(scenes.subList(0, 8).stream().map(Scene::weather))
        .as("not all of these are fair anyway")
        .containsAnyOf("low sun", "rain", "fog", "night", "dusk", "wet night");
  }

  private static void addLabels(LabelMap map, Set<Integer> labels) {
    for (int label : map.toLabels()) {
      labels.add(label);
    }
  }

  @Test
  void staysWithinItsCatalogue() {
    scenes.forEach(s -> StreetScenes.catalog().require(s.labels()));
  }

  @Test
  void numbersThingsFromOneAndNothingElse() {
    for (Scene scene : scenes) {
      Map<Integer, Integer> labelOf = new TreeMap<>();
      LabelMap map = scene.labels();
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int label = map.label(x, y);
          int instance = map.instance(x, y);
          boolean thing = StreetScenes.catalog().byClassId(label).orElseThrow().thing();
          assertThat(instance > 0).isEqualTo(thing);
          if (thing) {
            assertThat(labelOf.putIfAbsent(instance, label)).isIn(null, label);
          }
        }
      }
      assertThat(labelOf.keySet())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, labelOf.size()).mapToObj(i -> (int) i).toList());
    }
  }

  @Test
  void leavesOutThingsTooSmallToTell() {
    for (Scene scene : scenes) {
      assertThat(areas(scene.labels()).values()).allMatch(area -> area >= 12);
    }
    LabelMap full = StreetScenes.paint(3, 256, 256).labels();
    assertThat(areas(full).values()).isNotEmpty().allMatch(area -> area >= 26);
  }

  private static Map<Integer, Long> areas(LabelMap map) {
    return Arrays.stream(map.toInstances())
        .filter(i -> i > 0)
        .boxed()
        .collect(Collectors.groupingBy(i -> i, TreeMap::new, Collectors.counting()));
  }

  @Test
  void drawsMostThingsInOnePiece() {
    long pixels = 0;
    long loose = 0;
    for (Scene scene : scenes) {
      Map<Integer, Long> areas = areas(scene.labels());
      for (Map.Entry<Integer, Long> each : areas.entrySet()) {
        pixels += each.getValue();
        loose += each.getValue() - Pieces.largest(scene.labels(), each.getKey());
      }
    }
    assertThat((double) loose / pixels).isLessThan(0.1);
  }

  /// Colours change where labels change, and less so where the label map is laid askew.
  @Test
  void laysLabelsExactlyOverTheImage() {
    double straight = 0;
    double askew = 0;
    double anywhere = 0;
    for (Scene scene : scenes) {
      straight += contrastAtBorders(scene, 0);
      askew += contrastAtBorders(scene, 4);
      anywhere += contrast(scene.image());
    }
    assertThat(straight).isGreaterThan(2 * anywhere).isGreaterThan(1.4 * askew);
  }

  private static double contrastAtBorders(Scene scene, int shift) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < SIDE - shift; y++) {
      for (int x = 1; x < SIDE - shift; x++) {
        if (scene.labels().label(x, y) != scene.labels().label(x - 1, y)) {
          sum += difference(scene.image(), x + shift, y + shift);
          count++;
        }
      }
    }
    return sum / Math.max(1, count);
  }

  private static double contrast(RgbImage image) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 1; x < SIDE; x++) {
        sum += difference(image, x, y);
      }
    }
    return sum / (SIDE * (SIDE - 1));
  }

  private static int difference(RgbImage image, int x, int y) {
    return Math.abs(image.sample(x, y, 1) - image.sample(x - 1, y, 1));
  }

  @Test
  void paintsTheSkyBrighterThanTheRoadByDay() {
    List<Scene> days = scenes.stream().filter(s -> s.weather().equals("clear")).toList();

    assertThat(days).isNotEmpty();
    double sky = days.stream().mapToDouble(s -> brightness(s, Classes.SKY)).sum();
    double road = days.stream().mapToDouble(s -> brightness(s, Classes.ROAD)).sum();
    assertThat(sky).isGreaterThan(1.15 * road);
  }

  private static double brightness(Scene scene, int label) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        if (scene.labels().label(x, y) == label) {
          sum += scene.image().sample(x, y, 2);
          count++;
        }
      }
    }
    return sum / Math.max(1, count);
  }

  @Test
  void exposesEveryScene() {
    for (Scene scene : scenes) {
      double mean = 0;
      for (byte sample : scene.image().toSamples()) {
        mean += sample & 0xff;
      }
      mean /= 3.0 * SIDE * SIDE;
      assertThat(mean).as(scene.weather()).isBetween(25.0, 215.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"256, 256", "512, 256", "33, 50", "16, 16", "100, 31"})
  void paintsAnySize(int width, int height) {
    Scene scene = StreetScenes.paint(5, width, height);

    assertThat(scene.image().width()).isEqualTo(width);
    assertThat(scene.image().height()).isEqualTo(height);
    assertThat(scene.labels().width()).isEqualTo(width);
    assertThat(scene.labels().height()).isEqualTo(height);
    assertThat(scene.labels().hasInstances()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"15, 256", "256, 0", "4096, 256", "-1, 20"})
  void refusesSizesWithoutAPicture(int width, int height) {
    assertThatThrownBy(() -> StreetScenes.paint(1, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(width + " x " + height)
        .hasMessageContaining("need");
  }
}
