package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.RgbImage;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.RawPng;
import io.resail.testing.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class DatasetCheckTest extends DatasetCheckFixture {
  @RepeatedTest(5)
  void whatOurOwnWriterWritesIsClean(SplittableRandom random) throws IOException {
    ClassCatalog catalog = Catalogs.any(random);
    List<Example> examples =
        IntStream.range(0, 4).mapToObj(i -> example(random, catalog, "p" + i)).toList();
    FolderDataset.write(dir, catalog, examples.stream());

    DatasetReport report = check();

    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.images()).containsExactly(Map.entry("train", 4));
    for (ClassCount count : report.classes()) {
      assertThat(count.pixels())
          .isEqualTo(
              examples.stream()
                  .flatMapToInt(e -> Arrays.stream(e.labels().toLabels()))
                  .filter(label -> label == count.label())
                  .count());
    }
  }

  @Test
  void classesAreCountedInPixelsAndImages() {
    writeClasses();
    files().picture("images/train/a.jpg", 2, 2);
    files().grey("labels/train/a.png", 2, 2, 0, 0, 3, 255);
    files().picture("images/val/b.jpg", 2, 1);
    files().grey("labels/val/b.png", 2, 1, 3, 3);

    DatasetReport report = check();

    assertThat(report.images()).containsExactly(Map.entry("train", 1), Map.entry("val", 1));
    assertThat(report.classes()).hasSize(9);
    assertThat(report.classes().get(0)).isEqualTo(new ClassCount(0, "c0", 2, 1));
    assertThat(report.classes().get(3)).isEqualTo(new ClassCount(3, "c3", 3, 2));
    assertThat(report.classes().get(8)).isEqualTo(new ClassCount(255, "ignored", 1, 1));
    assertThat(report.toText())
        .contains("folder:" + dir, "classes of eight", "1 examples in split val")
        .containsPattern("3 +c3 +3 +50.00 % +2")
        .contains("never: 1 c1, 2 c2, 4 c4", "nothing wrong");
  }

  @Test
  void unpairedFilesAreAllListed() {
    writeClasses();
    put("a", bands());
    files().picture("images/train/b.jpg", 1, 1);
    files().picture("images/train/c.jpg", 1, 1);
    files().grey("labels/train/d.png", 1, 1, 0);

    DatasetReport report = check();

    assertThat(report.of(Problem.UNPAIRED))
        .extracting(finding -> String.valueOf(finding.file().getFileName()))
        .containsExactly("b.jpg", "c.jpg", "d.png");
    assertThat(report.findings()).hasSize(3);
    assertThat(report.toText())
        .contains("unpaired files: 3", "no label map " + dir.resolve("labels/train/b.png"));
  }

  @Test
  void unreadableFilesAreListed() {
    writeClasses();
    files().text("images/train/a.jpg", "no picture");
    files().grey("labels/train/a.png", 1, 1, 0);
    files().picture("images/train/b.jpg", 1, 1);
    files().put("labels/train/b.png", Arrays.copyOf(RawPng.of(1, 1, 8, 0).bytes(0), 40));

    DatasetReport report = check();

    assertThat(report.of(Problem.UNREADABLE))
        .extracting(Finding::file)
        .containsExactly(dir.resolve("images/train/a.jpg"), dir.resolve("labels/train/b.png"));
    assertThat(report.findings()).hasSize(2);
  }

  @Test
  void sizesThatDifferAreListed() {
    writeClasses();
    files().picture("images/train/a.jpg", 3, 2);
    Path labels = files().grey("labels/train/a.png", 2, 3, 0, 1, 0, 1, 0, 1);
    Path instances = files().grey("instances/train/a.png", 3, 3, new int[9]);

    DatasetReport report = check();

    assertThat(report.of(Problem.SIZE_MISMATCH))
        .extracting(Finding::file)
        .containsExactly(labels, instances);
    assertThat(report.of(Problem.SIZE_MISMATCH).getFirst().given())
        .contains("2 x 3 pixels", "images/train/a.jpg", "3 x 2 pixels");
  }

  @Test
  void everyPictureIsReportedAsItIsDone() {
    writeClasses();
    put("a", bands());
    put("b", bands());
    Set<Path> seen = ConcurrentHashMap.newKeySet();

    DatasetCheck.run(DatasetLocation.parse(dir.toString()), seen::add);

    assertThat(seen)
        .containsExactlyInAnyOrder(
            dir.resolve("images/train/a.jpg"), dir.resolve("images/train/b.jpg"));
  }

  @Test
  void longListsAreCutInTheTextOnly() {
    writeClasses();
    for (int i = 0; i < 30; i++) {
      files().picture("images/train/p" + i + ".jpg", 1, 1);
    }

    assertThat(check().of(Problem.UNPAIRED)).hasSize(30);
    assertThat(check().toText()).contains("and 10 more", "30 findings");
  }

  @Test
  void aDataSetWithoutPicturesIsRefused() {
    writeClasses();

    assertThatThrownBy(this::check)
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("need " + dir.resolve("images/train/*.jpg"));
  }

  private static Example example(SplittableRandom random, ClassCatalog catalog, String id) {
    return new Example(
        id,
        "train",
        RgbImage.black(WIDE, HIGH),
        LabelMaps.withInstances(random, catalog, WIDE, HIGH));
  }
}
