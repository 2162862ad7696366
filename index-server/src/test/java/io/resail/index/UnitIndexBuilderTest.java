package io.resail.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.index.segmentation.Segmenter;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.IndexStatistics;
import io.resail.retrieval.RetrievalUnit;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeds.class)
class UnitIndexBuilderTest {
  private static final ClassCatalog CATALOG = Catalogs.of(InstanceRule.PLAIN);
  private static final IndexSettings SETTINGS = new IndexSettings(Duration.ZERO, 16, 2, 1);
  private static final LabelMap NOTHING_BUT_VOID = LabelMap.of(2, 1, new int[] {11, 11});

  @TempDir private Path folder;

  @Test
  void storesEverySegmentWithItsPixels(SplittableRandom random) {
    LabelMap map = LabelMaps.withInstances(random, CATALOG, 50, 40);
    RgbImage image = noise(random, 50, 40);
    Path path = folder.resolve("index");
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "one image", SETTINGS)) {
      builder.add(image, map, "street", "train", "cc0", Set.of("rain"));
      builder.finish();
    }
    List<Segment> segments = new Segmenter(CATALOG).cut(map);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      ids.add("train/street#000" + i);
    }
    try (UnitIndex index = UnitIndex.open(path, SETTINGS)) {
      List<RetrievalUnit> units = new ArrayList<>();
      index.fetch(ids.stream().limit(10).toList(), Patience.endless(), units::add);
      for (int i = 0; i < units.size(); i++) {
        RetrievalUnit unit = units.get(i);
        assertThat(unit.mask()).isEqualTo(segments.get(i).mask());
        assertThat(unit.box()).isEqualTo(segments.get(i).box());
        assertThat(unit.classId()).isEqualTo(segments.get(i).classId());
        assertThat(unit.licence()).isEqualTo("cc0");
        assertThat(unit.tags()).containsExactly("rain");
        for (int y = 0; y < unit.box().height(); y++) {
          for (int x = 0; x < unit.box().width(); x++) {
            int shown = image.rgb(unit.box().left() + x, unit.box().top() + y);
            assertThat(unit.pixels().rgb(x, y)).isEqualTo(unit.mask().has(x, y) ? shown : 0);
          }
        }
      }
      assertThat(index.statistics().units()).isEqualTo(segments.size());
    }
  }

  @Test
  void resumesWhereItEnded(SplittableRandom random) {
    Path path = folder.resolve("index");
    List<LabelMap> maps = maps(random, 7);
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "maps", SETTINGS)) {
      for (int i = 0; i < 4; i++) {
        addTo(builder, random, maps.get(i), "image " + i);
      }
      addTo(builder, random, NOTHING_BUT_VOID, "void");
    }
    assertThat(path).doesNotExist();
    IndexStatistics resumed;
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "maps", SETTINGS)) {
      assertThat(builder.has("train", "image 3")).isTrue();
      assertThat(builder.has("train", "void")).isTrue();
      assertThat(builder.has("train", "image 4")).isFalse();
      for (int i = 0; i < 7; i++) {
        addTo(builder, random, maps.get(i), "image " + i);
      }
      resumed = builder.finish();
    }
    Path other = folder.resolve("other");
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(other, CATALOG, "maps", SETTINGS)) {
      for (int i = 0; i < 7; i++) {
        addTo(builder, random, maps.get(i), "image " + i);
      }
      IndexStatistics once = builder.finish();
      assertThat(resumed.units()).isEqualTo(once.units());
      assertThat(resumed.unitsByClass()).isEqualTo(once.unitsByClass());
    }
    assertThat(path.resolveSibling("index.building")).doesNotExist();
  }

  @Test
  void beginsAnewWhenTheRecipeIsAnother(SplittableRandom random) {
    Path path = folder.resolve("index");
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "one", SETTINGS)) {
      addTo(builder, random, maps(random, 1).getFirst(), "image");
    }
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "two", SETTINGS)) {
      assertThat(builder.has("train", "image")).isFalse();
    }
  }

  @Test
  void leavesTheOldIndexUntilTheNewOneIsDoneAndThenShowsItToOpenReaders(SplittableRandom random) {
    Path path = folder.resolve("index");
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "old", SETTINGS)) {
      addTo(builder, random, LabelMap.of(1, 1, new int[] {1}), "old");
      builder.finish();
    }
    try (UnitIndex reader = UnitIndex.open(path, SETTINGS)) {
      long before = reader.statistics().generation();
      try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "new", SETTINGS)) {
        addTo(builder, random, LabelMap.of(2, 1, new int[] {2, 3}), "new");
        assertThat(reader.statistics().units()).isEqualTo(1);
        builder.finish();
      }
      assertThat(reader.statistics().units()).isEqualTo(2);
      assertThat(reader.statistics().generation()).isGreaterThan(before);
    }
  }

  @Test
  void takesABuildBackThatDiedWhileItWasPutIntoPlace(SplittableRandom random) throws IOException {
    Path path = folder.resolve("index");
    UnitIndex.create(path, CATALOG, SETTINGS).close();
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "maps", SETTINGS)) {
      addTo(builder, random, LabelMap.of(1, 1, new int[] {1}), "image");
    }
    Files.move(folder.resolve("index.building/units-1"), path.resolve("units-2"));
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "maps", SETTINGS)) {
      assertThat(builder.has("train", "image")).isTrue();
      assertThat(builder.finish().units()).isEqualTo(1);
    }
  }

  @Test
  void refusesAFolderOfOtherThingsAndImagesOfOtherSizes(SplittableRandom random)
      throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "hello");
    assertThatThrownBy(() -> UnitIndexBuilder.open(folder, CATALOG, "maps", SETTINGS))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT));
    Path path = folder.resolve("index");
    try (UnitIndexBuilder builder = UnitIndexBuilder.open(path, CATALOG, "maps", SETTINGS)) {
      assertThatThrownBy(
              () ->
                  builder.add(
                      noise(random, 3, 3), NOTHING_BUT_VOID, "image", "train", "", Set.of()))
          .hasMessageContaining("need one size");
    }
  }

  private static void addTo(
      UnitIndexBuilder builder, SplittableRandom random, LabelMap map, String source) {
    builder.add(noise(random, map.width(), map.height()), map, source, "train", "", Set.of());
  }

  private static List<LabelMap> maps(SplittableRandom random, int number) {
    List<LabelMap> maps = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      maps.add(LabelMaps.withInstances(random, CATALOG, 30, 20));
    }
    return maps;
  }

  private static RgbImage noise(SplittableRandom random, int width, int height) {
    byte[] samples = new byte[3 * width * height];
    random.nextBytes(samples);
    return RgbImage.wrap(width, height, samples);
  }
}
