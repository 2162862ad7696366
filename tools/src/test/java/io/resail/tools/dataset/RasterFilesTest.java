package io.resail.tools.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.InstanceRule;
import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.RawPng;
import io.resail.testing.Seeds;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeds.class)
class RasterFilesTest {
  /// JPEG loses a little even of a flat colour.
  private static final int JPEG_LOSS = 3;

  @TempDir private Path dir;

  @Test
  void colourJpegsAreReadAsTheyShow() {
    RgbImage read = RasterFiles.image(files().picture("a.jpg", 24, 16));

    assertThat(Fixture.difference(read, flat(24, 16, 0x6080a0))).isLessThanOrEqualTo(JPEG_LOSS);
  }

  @Test
  void greyJpegsAreReplicated() {
    BufferedImage grey = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 16 * 8; i++) {
      grey.getRaster().setSample(i % 16, i / 16, 0, 77);
    }

    RgbImage read = RasterFiles.image(files().put("grey.jpg", Fixture.encoded(grey, "jpeg")));

    assertThat(Fixture.difference(read, flat(16, 8, 0x4d4d4d))).isLessThanOrEqualTo(JPEG_LOSS);
    for (int x = 0; x < 16; x++) {
      assertThat(read.sample(x, 3, 0))
          .isEqualTo(read.sample(x, 3, 1))
          .isEqualTo(read.sample(x, 3, 2));
    }
  }

  @Test
  void jpegsOfFourChannelsAreRead() throws IOException {
    WritableRaster cyan = Raster.createInterleavedRaster(0, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      cyan.setPixel(i % 16, i / 16, new int[] {0, 255, 255, 255});
    }

    RgbImage read = RasterFiles.image(files().put("cmyk.jpg", Fixture.cmykJpeg(cyan)));

    assertThat(read.width()).isEqualTo(16);
    // Which cyan exactly is up to the printer's profile.
    assertThat(read.sample(8, 8, 0)).isLessThan(80);
    assertThat(read.sample(8, 8, 1)).isGreaterThan(120);
    assertThat(read.sample(8, 8, 2)).isGreaterThan(180);
  }

  @Test
  void pngPicturesAreReadExactly() {
    RgbImage read = RasterFiles.image(files().rgb("a.png", 2, 1, 0x123456, 0xfedcba));

    assertThat(read.rgb(0, 0)).isEqualTo(0x123456);
    assertThat(read.rgb(1, 0)).isEqualTo(0xfedcba);
  }

  @Test
  void picturesThatCannotBeReadAreNamed() throws IOException {
    byte[] whole = Fixture.encoded(noise(64, 64), "jpeg");
    Path cut = files().put("cut.jpg", Arrays.copyOf(whole, whole.length / 2));
    Path text = files().text("text.jpg", "no picture");
    Path empty = files().text("empty.jpg", "");
    Path broken = files().put("broken.png", Arrays.copyOf(RawPng.of(9, 9, 8, 2).bytes(), 40));

    for (Path file : new Path[] {cut, text, empty, broken, dir.resolve("missing.jpg")}) {
      refused(() -> RasterFiles.image(file), file.toString());
    }
    refused(() -> RasterFiles.image(dir.resolve("missing.jpg")), "is missing");
    refused(() -> RasterFiles.image(text), "neither JPEG nor PNG");
  }

  @RepeatedTest(20)
  void writtenMapsReadBack(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.any(random);
    LabelMap map = LabelMaps.withInstances(random, catalog, 40, 30);
    Path labels = files().put("l.png", RasterFiles.labelPng(map, catalog));
    Path instances = files().put("i.png", RasterFiles.instancePng(map, catalog.instanceRule()));

    assertThat(RasterFiles.labelMap(labels, Optional.of(instances), catalog)).isEqualTo(map);
    assertThat(RasterFiles.labelMap(labels, Optional.empty(), catalog))
        .isEqualTo(LabelMap.of(40, 30, map.toLabels()));
  }

  @Test
  void instancesOfAde20kAreRedAndGreen() {
    ClassCatalog ade = CatalogFile.builtIn("ade20k.json");
    Path labels = files().grey("l.png", 3, 1, 0, 13, 150);
    Path instances = files().rgb("i.png", 3, 1, 0x000000, 0x040763, 0x6400ff);

    LabelMap map = RasterFiles.labelMap(labels, Optional.of(instances), ade);

    assertThat(map.toInstances()).containsExactly(0, 4 << 8 | 7, 100 << 8);
  }

  @Test
  void mapsOfTheWrongKindAreRefused() {
    ClassCatalog plain = Catalogs.of(InstanceRule.PLAIN);
    ClassCatalog ade = Catalogs.of(InstanceRule.ADE20K);
    Path labels = files().grey("labels.png", 2, 1, 0, 1);
    Path coloured = files().rgb("coloured.png", 2, 1, 0x804080, 0);
    Path strange = files().grey("strange.png", 2, 1, 0, 99);
    Path large = files().grey("large.png", 3, 1, 0, 0, 0);

    refused(
        () -> RasterFiles.labelMap(coloured, Optional.empty(), plain),
        "coloured.png: has 3 channels");
    refused(() -> RasterFiles.labelMap(strange, Optional.empty(), plain), "99 (1 pixels)");
    refused(() -> RasterFiles.labelMap(strange, Optional.empty(), plain), "strange.png");
    refused(
        () -> RasterFiles.labelMap(labels, Optional.of(coloured), plain),
        "rule PLAIN need one value a pixel");
    refused(() -> RasterFiles.labelMap(labels, Optional.of(labels), ade), "red the category");
    refused(
        () -> RasterFiles.labelMap(labels, Optional.of(large), plain),
        "3 x 1 pixels for labels of 2 x 1 pixels");
  }

  @Test
  void labelsAbove255AreWrittenInGrey() {
    ClassCatalog plain = Catalogs.of(InstanceRule.PLAIN);
    LabelMap map = LabelMap.of(2, 1, new int[] {7, 300}).withInstances(new int[] {0, 65536});

    Path file = files().put("wide.png", RasterFiles.labelPng(map, plain));

    assertThat(RasterFiles.samples(file).channel(0)).containsExactly(7, 300);
    assertThatThrownBy(() -> RasterFiles.instancePng(map, InstanceRule.PLAIN))
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> RasterFiles.instancePng(map, InstanceRule.ADE20K))
        .hasMessageContaining("65536");
  }

  private Fixture files() {
    return new Fixture(dir);
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining(words);
  }

  private static RgbImage flat(int width, int height, int rgb) {
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (rgb >> (8 * (2 - i % 3)));
    }
    return RgbImage.of(width, height, samples);
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < width * height; i++) {
      noise.setRGB(i % width, i / width, random.nextInt());
    }
    return noise;
  }
}
