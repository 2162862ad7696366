package io.resail.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.testing.Catalogs;
import io.resail.testing.LabelMaps;
import io.resail.testing.RawPng;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeds.class)
class PngTest {
  private static final int ENOUGH = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void greyOfEveryDepthIsReadRaw(int depth) {
    int[] values = ramp(11 * 3, 1 << depth);

    Samples read = Png.readSamples(RawPng.of(11, 3, depth, 0).bytes(values), ENOUGH);

    assertThat(read.width()).isEqualTo(11);
    assertThat(read.height()).isEqualTo(3);
    assertThat(read.channels()).isEqualTo(1);
    assertThat(read.channel(0)).containsExactly(values);
    assertThat(read.at(1, 2, 0)).isEqualTo(values[23]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void greyWithATransparentValueIsReadRaw(int depth) {
    int[] values = ramp(11 * 3, 1 << depth);
    RawPng png = RawPng.of(11, 3, depth, 0).withTransparency(0, 1);

    assertThat(Png.readSamples(png.bytes(values), ENOUGH).channel(0)).containsExactly(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void paletteIndicesAreReadRaw(int depth) {
    int[] colours = new int[1 << depth];
    // Equal colours, and an order of colours that says nothing about the index.
    Arrays.setAll(colours, i -> i % 3 == 0 ? 0x102030 : 0xffffff - i * 0x030201);
    int[] values = ramp(11 * 3, 1 << depth);

    for (RawPng png :
        List.of(
            RawPng.palette(11, 3, depth, colours),
            RawPng.palette(11, 3, depth, colours).withTransparency(0, 128))) {
      Samples read = Png.readSamples(png.bytes(values), ENOUGH);
      assertThat(read.channels()).isEqualTo(1);
      assertThat(read.channel(0)).containsExactly(values);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void colourAndAlphaChannelsAreReadRaw(int depth) {
    for (int type : new int[] {2, 4, 6}) {
      RawPng png = RawPng.of(5, 3, depth, type);
      int[] values = ramp(5 * 3 * png.channels(), 1 << depth);

      Samples read = Png.readSamples(png.bytes(values), ENOUGH);

      assertThat(read.channels()).isEqualTo(png.channels());
      for (int i = 0; i < values.length; i++) {
        int pixel = i / png.channels();
        assertThat(read.at(pixel % 5, pixel / 5, i % png.channels())).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void imagesShowWhatTheFileShows() {
    assertThat(Png.readImage(RawPng.of(2, 1, 8, 2).bytes(1, 2, 3, 4, 5, 6), ENOUGH))
        .isEqualTo(image(0x010203, 0x040506));
    assertThat(Png.readImage(RawPng.of(2, 1, 8, 6).bytes(1, 2, 3, 0, 4, 5, 6, 9), ENOUGH))
        .as("alpha dropped")
        .isEqualTo(image(0x010203, 0x040506));
    assertThat(Png.readImage(RawPng.of(2, 1, 8, 0).bytes(7, 200), ENOUGH))
        .as("grey replicated")
        .isEqualTo(image(0x070707, 0xc8c8c8));
    assertThat(Png.readImage(RawPng.of(2, 1, 8, 4).bytes(7, 0, 200, 255), ENOUGH))
        .as("grey replicated, alpha dropped")
        .isEqualTo(image(0x070707, 0xc8c8c8));
    assertThat(Png.readImage(RawPng.of(2, 1, 16, 0).bytes(0x07ff, 0xc800), ENOUGH))
        .as("upper 8 bits")
        .isEqualTo(image(0x070707, 0xc8c8c8));
    assertThat(Png.readImage(RawPng.of(2, 1, 2, 0).bytes(1, 3), ENOUGH))
        .as("2 bits stretched to 8")
        .isEqualTo(image(0x555555, 0xffffff));
    assertThat(Png.readImage(RawPng.palette(2, 1, 4, 0xaabbcc, 0x112233).bytes(1, 0), ENOUGH))
        .as("palette looked up")
        .isEqualTo(image(0x112233, 0xaabbcc));
  }

  @RepeatedTest(10)
  void aWrittenImageReadsBack(SplittableRandom random) {
    int width = 1 + random.nextInt(40);
    int height = 1 + random.nextInt(40);
    byte[] samples = new byte[3 * width * height];
    random.nextBytes(samples);
    RgbImage image = RgbImage.of(width, height, samples);

    byte[] png = Png.write(image);

    assertThat(Png.readImage(png, ENOUGH)).isEqualTo(image);
    assertThat(Png.size(png)).isEqualTo(new Png.Size(width, height));
  }

  @RepeatedTest(10)
  void writtenGreyReadsBackInAsManyBitsAsItNeeds(SplittableRandom random) {
    int largest = random.nextBoolean() ? 255 : 65535;
    int[] values = random.ints(20 * 7, 0, largest + 1).toArray();
    values[3] = largest;

    byte[] png = Png.writeGrey(20, 7, values);

    assertThat(Png.readSamples(png, ENOUGH).channel(0)).containsExactly(values);
    assertThat(png[24]).as("bit depth").isEqualTo((byte) (largest == 255 ? 8 : 16));
  }

  @RepeatedTest(10)
  void aWrittenPaletteHoldsLabelsAndShowsColours(SplittableRandom random) {
    ClassCatalog catalog = Catalogs.any(random);
    LabelMap map = LabelMaps.labelsOnly(random, catalog, 23, 17);

    byte[] png = Png.writePalette(map, catalog.classes());

    assertThat(Png.readSamples(png, ENOUGH).channel(0)).containsExactly(map.toLabels());
    int shown = Png.readImage(png, ENOUGH).rgb(4, 5);
    catalog.classes().stream()
        .filter(c -> c.label() == map.label(4, 5))
        .forEach(c -> assertThat(shown).isEqualTo(c.rgb()));
  }

  @Test
  void labelsBeyondAPaletteAreRefused() {
    LabelMap map = LabelMap.of(1, 1, new int[] {256});

    assertThatThrownBy(() -> Png.writePalette(map, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label 256");
  }

  @Test
  void valuesBeyondGreyAreRefused() {
    for (int[] wrong : new int[][] {{65536}, {-1}, {1, 2}}) {
      assertThatThrownBy(() -> Png.writeGrey(1, 1, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 65535");
    }
  }

  @Test
  void aBombIsRefusedByItsHeaderBeforeAnythingIsUnpacked() {
    // The header promises 65,536 x 65,536 pixels; behind it is nothing that could be unpacked.
    byte[] header = Arrays.copyOf(RawPng.of(65536, 65536, 8, 0).bytes(), 33);

    refused(() -> Png.readSamples(header, Png.MOST_PIXELS), "65536 x 65536 pixels");
    refused(() -> Png.readImage(header, Png.MOST_PIXELS), "65536 x 65536 pixels");
    refused(
        () -> Png.readSamples(RawPng.of(11, 1, 8, 0).bytes(ramp(11, 9)), 10), "at most 10 pixels");
  }

  @RepeatedTest(20)
  void aTruncatedFileIsRefused(SplittableRandom random) {
    int[] noise = random.ints(30 * 30, 0, 256).toArray();
    byte[] whole = RawPng.of(30, 30, 8, 0).bytes(noise);
    // 12 bytes of an empty end chunk and 4 of a checksum carry no pixels.
    byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length - 40));

    refused(() -> Png.readSamples(cut, ENOUGH), "PNG");
  }

  @RepeatedTest(50)
  void damagedBytesAreRefusedOrReadButNothingElse(SplittableRandom random) {
    byte[] damaged = RawPng.of(9, 9, 8, 0).bytes(ramp(81, 256));
    for (int i = 0; i < 3; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }

    try {
      assertThat(Png.readSamples(damaged, ENOUGH).channels()).isBetween(1, 4);
    } catch (FaultException e) {
      assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT);
    }
  }

  @Test
  void otherBytesAreRefused() {
    refused(() -> Png.size(new byte[0]), "0 bytes");
    refused(() -> Png.size(new byte[100]), "do not begin as a PNG");
    refused(() -> Png.size(RawPng.of(0, 5, 8, 0).bytes()), "0 x 5 pixels");
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining(words);
  }

  private static int[] ramp(int length, int values) {
    int[] ramp = new int[length];
    Arrays.setAll(ramp, i -> (int) (i * 40503L % values));
    return ramp;
  }

  private static RgbImage image(int left, int right) {
    return RgbImage.of(
        2,
        1,
        new byte[] {
          (byte) (left >> 16), (byte) (left >> 8), (byte) left,
          (byte) (right >> 16), (byte) (right >> 8), (byte) right
        });
  }
}
