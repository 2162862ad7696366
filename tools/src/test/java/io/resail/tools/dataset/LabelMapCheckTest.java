package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Png;
import io.resail.testing.LabelMaps;
import io.resail.testing.RawPng;
import io.resail.testing.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class LabelMapCheckTest extends DatasetCheckFixture {
  @Test
  void valuesOutsideTheCatalogueAreListedWithTheirPixels() {
    writeClasses();
    int[] map = bands();
    map[5] = 200;
    map[7] = 200;
    Path file = put("a", map);

    assertThat(check().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).isEqualTo(Problem.OUTSIDE_CATALOGUE);
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.given()).contains("200 (2 pixels)");
              assertThat(finding.remedy()).contains("ignored");
            });
  }

  @Test
  void mapsThatCountFromOneAreOffByOne() {
    writeClasses();
    put("a", mapped(bands(), label -> label + 1));
    put("b", mapped(bands(), label -> Math.min(label, 3) + 1));

    DatasetReport report = check();

    assertThat(report.findings()).extracting(Finding::problem).containsOnly(Problem.OFF_BY_ONE);
    assertThat(report.findings())
        .extracting(Finding::file)
        .containsExactly(dir.resolve("labels/train/a.png"), dir.resolve("labels/train"));
    assertThat(report.findings().getFirst().given()).contains("8 (", "1 too high");
    assertThat(report.findings().getFirst().remedy()).contains("subtract 1");
    assertThat(report.findings().getLast().given()).contains("all 2 label maps", "1 of them only");
    assertThat(report.classes().getFirst().images()).as("not counted as labels").isZero();
    assertThat(report.classes().get(1).images()).as("the one that fits as it is").isEqualTo(1);
  }

  @Test
  void nothingWrittenAsZeroIsOffByOneToo() {
    writeClasses();
    int[] map = mapped(bands(), label -> label + 1);
    map[0] = 0;

    put("a", map);

    assertThat(check().findings()).extracting(Finding::problem).containsExactly(Problem.OFF_BY_ONE);
  }

  @Test
  void mapsThatCountFromMinusOneAreOffByOne() {
    ClassCatalog ade = CatalogFile.builtIn("ade20k.json");
    files().put("classes.json", CatalogFile.bytes(ade));
    put("a", mapped(bands(), label -> (label - 1) & 0xff));

    assertThat(check().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).isEqualTo(Problem.OFF_BY_ONE);
              assertThat(finding.given()).contains("255 (", "1 too low");
            });
  }

  @Test
  void smoothedMapsAreAntiAliased() {
    writeClasses();
    Path file = put("a", smoothed(blobs(new SplittableRandom(4))));
    // Widely spaced labels: the mixtures are no labels at all.
    put("b", smoothed(mapped(blobs(new SplittableRandom(5)), label -> label < 4 ? 0 : 255)));

    DatasetReport report = check();

    assertThat(report.findings()).extracting(Finding::problem).containsOnly(Problem.ANTI_ALIASED);
    assertThat(report.findings()).hasSize(2);
    assertThat(report.findings().getFirst().file()).isEqualTo(file);
    assertThat(report.findings().getFirst().given()).contains(" % of the borders", "pixels)");
    assertThat(report.findings().getFirst().remedy()).contains("nearest");
  }

  @Test
  void thinLinesBetweenClassesAreNotSmoothing() {
    writeClasses();
    int[] wire = new int[WIDE * HIGH];
    // 1 above, 7 below, between them one row of 3 and then one of 5.
    Arrays.setAll(wire, i -> i / WIDE < 20 ? 1 : i / WIDE > 20 ? 7 : i % WIDE < 30 ? 3 : 5);
    put("a", wire);

    assertThat(check().findings()).isEmpty();
  }

  @RepeatedTest(20)
  void sharpMapsAreNotCalledAntiAliased(SplittableRandom random) {
    writeClasses();
    put("a", blobs(random));

    assertThat(check().findings()).isEmpty();
  }

  @Test
  void colourCodedMapsAreListedWithWhatTheirColoursMean() {
    writeClasses();
    Path file =
        files()
            .rgb(
                "labels/train/a.png",
                WIDE,
                HIGH,
                mapped(bands(), label -> EIGHT.classes().get(label).rgb()));
    files().picture("images/train/a.jpg", WIDE, HIGH);

    assertThat(check().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).isEqualTo(Problem.COLOUR_CODED);
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.given()).contains("3 channels, 8 colours", "#1f3b05 = 0 c0");
              assertThat(finding.remedy()).contains("all are the catalogue's");
            });
  }

  @Test
  void everyKindOfColouringIsFound() {
    writeClasses();
    String unknown = "labels/train/a-unknown.png";
    files().rgb(unknown, WIDE, HIGH, mapped(bands(), label -> 0x010203 * (label + 30)));
    String grey = "labels/train/b-grey.png";
    files().rgb(grey, WIDE, HIGH, mapped(bands(), label -> 0x010101 * label));
    String palette = "labels/train/c-palette.png";
    int[] reversed = new int[8];
    Arrays.setAll(reversed, i -> EIGHT.classes().get(7 - i).rgb());
    files().put(palette, RawPng.palette(WIDE, HIGH, 8, reversed).bytes(bands()));
    String brightness = "labels/train/d-brightness.png";
    files().grey(brightness, WIDE, HIGH, mapped(bands(), LabelMapCheckTest::brightness));
    String picture = "labels/train/e-picture.png";
    files().grey(picture, WIDE, HIGH, mapped(bands(), new Waves()));
    for (String map : List.of(unknown, grey, palette, brightness, picture)) {
      String image = map.replace("labels", "images").replace(".png", ".jpg");
      files().picture(image, WIDE, HIGH);
    }

    DatasetReport report = check();

    assertThat(report.findings()).extracting(Finding::problem).containsOnly(Problem.COLOUR_CODED);
    assertThat(report.findings())
        .extracting(Finding::given)
        .satisfiesExactly(
            given -> assertThat(given).contains("8 colours", "#1e3c5a"),
            given -> assertThat(given).contains("channels that show grey"),
            given -> assertThat(given).contains("index 0 shows 7 c7"),
            given -> assertThat(given).contains("brightness"),
            given -> assertThat(given).contains("as in a picture"));
    assertThat(report.findings().getFirst().remedy()).contains("0 are the catalogue's");
  }

  @Test
  void paletteMapsInAnyColoursAreClean() {
    writeClasses();
    int[] colours = new int[8];
    Arrays.setAll(colours, i -> 0x100000 * i + 0x33);
    files().put("labels/train/a.png", RawPng.palette(WIDE, HIGH, 8, colours).bytes(bands()));
    files().picture("images/train/a.jpg", WIDE, HIGH);
    LabelMap map = LabelMap.of(WIDE, HIGH, bands());
    files().put("labels/train/b.png", Png.writePalette(map, EIGHT.classes()));
    files().picture("images/train/b.jpg", WIDE, HIGH);

    assertThat(check().findings()).isEmpty();
  }

  @Test
  void instancesOfNoClassAreListed() {
    String name = "/ulm/ulm_1_";
    files().picture("leftImg8bit/train" + name + "leftImg8bit.png", 2, 1);
    files().grey("gtFine/train" + name + "gtFine_labelIds.png", 2, 1, 26, 26);
    files().grey16("gtFine/train" + name + "gtFine_instanceIds.png", 2, 1, 26001, 34001);

    assertThat(check().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).isEqualTo(Problem.OUTSIDE_CATALOGUE);
              assertThat(finding.given()).contains("34001 (1 pixels)", "CITYSCAPES");
            });
  }

  @Test
  void instancesOfAde20kNeedAMappedCategory() {
    files().picture("images/training/ADE_train_00000001.jpg", 2, 1);
    files().grey("annotations/training/ADE_train_00000001.png", 2, 1, 8, 8);
    String instances = "annotations_instance/training/ADE_train_00000001.png";
    files().rgb(instances, 2, 1, 0x010100, 0xff0100);

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.given()).contains(255 * 256 + 1 + " (1 pixels)"));

    files().grey(instances, 2, 1, 1, 1);
    assertThat(check().of(Problem.UNREADABLE)).hasSize(1);
  }

  private static final class Waves implements IntUnaryOperator {
    private int i;

    @Override
    public int applyAsInt(int label) {
      i++;
      return (int) (128 + 100 * Math.sin(i / 9.0) * Math.cos(i / 500.0));
    }
  }

  private static int[] blobs(SplittableRandom random) {
    int[] labels = LabelMaps.labelsOnly(random, EIGHT, WIDE, HIGH).toLabels();
    labels[0] = 0;
    labels[1] = 7;
    return labels;
  }

  /// As a drawing program smooths: each pixel the mean of its neighbourhood.
  private static int[] smoothed(int[] labels) {
    int[] smooth = labels.clone();
    for (int y = 0; y + 1 < HIGH; y++) {
      for (int x = 0; x + 1 < WIDE; x++) {
        int i = y * WIDE + x;
        smooth[i] = (labels[i] + labels[i + 1] + labels[i + WIDE] + labels[i + WIDE + 1] + 2) / 4;
      }
    }
    return smooth;
  }

  private static int[] mapped(int[] labels, IntUnaryOperator to) {
    return Arrays.stream(labels).map(to).toArray();
  }

  private static int brightness(int label) {
    int rgb = EIGHT.classes().get(label).rgb();
    return (299 * (rgb >> 16) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
  }
}
