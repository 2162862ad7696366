package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeds.class)
class FolderDatasetTest {
  @TempDir private Path dir;

  @RepeatedTest(8)
  void writtenExamplesReadBack(SplittableRandom random) throws IOException {
    ClassCatalog catalog = Catalogs.any(random);
    boolean instances = random.nextBoolean();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      examples.add(example(random, catalog, "p" + i, i % 2 == 0 ? "train" : "val", instances));
    }

    int written = FolderDataset.write(dir, catalog, examples.stream().parallel());

    DatasetLocation location = DatasetLocation.parse(dir.toString());
    assertThat(written).isEqualTo(6);
    assertThat(location.catalog()).isEqualTo(catalog);
    List<Example> read =
        location.splits().stream().flatMap(s -> Dataset.open(location, s).load()).toList();
    assertThat(read)
        .isEqualTo(
            examples.stream()
                .sorted(Comparator.comparing(Example::split).thenComparing(Example::sourceId))
                .toList());
  }

  @Test
  void thereAreNoClassesUntilAllIsWritten() {
    ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);
    Stream<Example> breaking =
        Stream.of("a", "b")
            .map(
                id -> {
                  if (id.equals("b")) {
                    throw new IllegalStateException("no more");
                  }
                  return example(new SplittableRandom(1), catalog, id, "train", true);
                });

    assertThatThrownBy(() -> FolderDataset.write(dir, catalog, breaking)).hasMessage("no more");

    assertThat(dir.resolve("images/train/a.png")).exists();
    assertThat(dir.resolve("classes.json")).doesNotExist();
  }

  @Test
  void nothingIsLeftBesideTheFiles() throws IOException {
    ClassCatalog catalog = Catalogs.of(InstanceRule.ADE20K);
    FolderDataset.write(dir, catalog, Stream.of(anExample(catalog, "a", true)));

    try (Stream<Path> files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> dir.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "classes.json", "images/train/a.png", "labels/train/a.png", "instances/train/a.png");
    }
  }

  @Test
  void moreExamplesOfTheSameClassesMayBeAdded() throws IOException {
    ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);
    FolderDataset.write(dir, catalog, Stream.of(anExample(catalog, "a", true)));
    FolderDataset.write(dir, catalog, Stream.of(anExample(catalog, "b", true)));

    assertThat(Dataset.open(DatasetLocation.parse("folder:" + dir), "train").examples()).hasSize(2);
    ClassCatalog other = Catalogs.of(InstanceRule.COCO_STUFF);
    assertThatThrownBy(
            () -> FolderDataset.write(dir, other, Stream.of(anExample(other, "c", true))))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("describes other classes");
  }

  @Test
  void examplesThatWouldNotReadBackAreRefused() {
    ClassCatalog catalog = Catalogs.of(InstanceRule.PLAIN);
    Example strange =
        new Example("a", "train", RgbImage.black(1, 1), LabelMap.of(1, 1, new int[] {99}));

    assertThatThrownBy(() -> FolderDataset.write(dir, catalog, Stream.of(strange)))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("99 (1 pixels)");
    assertThatThrownBy(
            () ->
                FolderDataset.write(
                    dir,
                    catalog,
                    Stream.of(anExample(catalog, "a", true), anExample(catalog, "b", false))))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("example 'b' has no instances");
    assertThatThrownBy(
            () ->
                FolderDataset.write(
                    dir.resolve("other"),
                    catalog,
                    Stream.of(anExample(catalog, "a", false), anExample(catalog, "b", true))))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("example 'b' has instances, others of split 'train' have none");
  }

  @Test
  void namesThatAreNoFileNamesAreRefused() {
    LabelMap map = LabelMap.of(1, 1, new int[1]);
    for (String name : List.of("", " ", "a/b", "..", ".a", "a\\b", "a:b", "a\n")) {
      assertThatThrownBy(() -> new Example(name, "train", RgbImage.black(1, 1), map))
          .hasMessageContaining("source id");
      assertThatThrownBy(() -> new Example("a", name, RgbImage.black(1, 1), map))
          .hasMessageContaining("split");
    }
    assertThatThrownBy(() -> new Example("a", "train", RgbImage.black(2, 1), map))
        .hasMessageContaining("same size");
  }

  private static Example anExample(ClassCatalog catalog, String id, boolean instances) {
    return example(new SplittableRandom(5), catalog, id, "train", instances);
  }

  private static Example example(
      SplittableRandom random, ClassCatalog catalog, String id, String split, boolean instances) {
    int width = 1 + random.nextInt(30);
    int height = 1 + random.nextInt(30);
    byte[] samples = new byte[3 * width * height];
    random.nextBytes(samples);
    return new Example(
        id,
        split,
        RgbImage.of(width, height, samples),
        instances
            ? LabelMaps.withInstances(random, catalog, width, height)
            : LabelMaps.labelsOnly(random, catalog, width, height));
  }
}
