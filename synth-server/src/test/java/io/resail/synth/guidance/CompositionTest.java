package io.resail.synth.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.resail.raster.Box;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The reference case `compose`: a scene of five segments, two of them objects.
class CompositionTest {
  private static final GoldenFile GOLDEN = GoldenFile.read("/golden/compose.safetensors.gz");
  private static final OutputSize SIZE =
      new OutputSize(GOLDEN.shape("masks")[2], GOLDEN.shape("masks")[1]);

  private final List<Layer> pasted = new ArrayList<>();
  private final List<ChosenUnit> chosen = new ArrayList<>();

  CompositionTest() {
    int pixels = SIZE.width() * SIZE.height();
    for (int i = 0; i < GOLDEN.shape("masks")[0]; i++) {
      boolean foreground = GOLDEN.bytes("is_fg")[i] != 0;
      byte[] masks = GOLDEN.bytes("masks");
      int offset = i * pixels;
      Mask own = mask(SIZE.width(), SIZE.height(), masks, offset);
      byte[] shape = GOLDEN.bytes("seg" + i + ".pasted_mask");
      byte[] rgb = GOLDEN.bytes("seg" + i + ".pasted_rgb");
      pasted.add(
          new Layer(
              i,
              foreground,
              new Box(0, 0, SIZE.width(), SIZE.height()),
              own,
              mask(SIZE.width(), SIZE.height(), shape, 0),
              RgbImage.of(SIZE.width(), SIZE.height(), rgb)));
      int[] edges = GOLDEN.integers("seg" + i + ".bbox_y0y1x0x1");
      Box box = new Box(edges[2], edges[0], edges[3] - edges[2], edges[1] - edges[0]);
      chosen.add(new ChosenUnit(i, new Segment(i, foreground, box, own.crop(box)), unit(i), 0, 0));
    }
  }

  private static RetrievalUnit unit(int i) {
    int[] shape = GOLDEN.shape("unit" + i + ".mask");
    return Units.unit(
        "unit " + i,
        mask(shape[1], shape[0], GOLDEN.bytes("unit" + i + ".mask"), 0),
        RgbImage.of(shape[1], shape[0], GOLDEN.bytes("unit" + i + ".rgb")));
  }

  private static Mask mask(int width, int height, byte[] values, int offset) {
    return Mask.of(width, height, (x, y) -> values[offset + y * width + x] != 0);
  }

  @Test
  void pastesUnitsBitForBit() {
    Placement placement = new Placement(SIZE.width(), SIZE.height(), SIZE, GuidanceRule.INTENDED);
    for (int i = 0; i < chosen.size(); i++) {
      Layer layer = placement.place(chosen.get(i));
      Layer expected = pasted.get(i);
      assertThat(layer.box()).isEqualTo(chosen.get(i).segment().box());
      assertThat(layer.pixels()).isEqualTo(expected.pixels().crop(layer.box()));
      assertThat(layer.shape()).isEqualTo(expected.shape().crop(layer.box()));
      assertThat(layer.own()).isEqualTo(expected.own().crop(layer.box()));
    }
  }

  @Test
  void composesPastedLayersAsTheReferenceDoes() {
    requireIntended(Composition.of(SIZE, pasted, GuidanceRule.INTENDED, List.of()));
  }

  @Test
  void assemblesUnitsAsTheReferenceDoes() {
    requireIntended(
        new GuidanceAssembler(GuidanceRule.INTENDED)
            .assemble(SIZE.width(), SIZE.height(), chosen, SIZE));
  }

  private static void requireIntended(Guidance guidance) {
    float[] values = guidance.toValues();
    float[] expected = GOLDEN.floats("out.intended");
    assertThat(values).hasSameSizeAs(expected).containsExactly(expected, within(1e-6f));
    assertThat(guidance.provenance().toSegments()).isEqualTo(GOLDEN.integers("out.owner"));
    byte[] planes = GOLDEN.bytes("out.intended_u8");
    byte[] samples = new byte[planes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = planes[i % 3 * (planes.length / 3) + i / 3];
    }
    assertThat(guidance.image()).isEqualTo(RgbImage.of(SIZE.width(), SIZE.height(), samples));
  }

  @Test
  void addsUpAsTheReleasedCodeDoesOnDemand() {
    Guidance guidance = Composition.of(SIZE, pasted, GuidanceRule.RELEASED, List.of());

    float[] expected = GOLDEN.floats("out.released");
    assertThat(guidance.toValues()).containsExactly(expected, within(1e-6f));
  }

  /// At the map's own size and at half of it: no unit spills, none leaves a gap or a dark rim.
  @Test
  void fittedUnitsFillTheirSegmentsAndNothingElse() {
    List<ChosenUnit> red = chosen.stream().map(CompositionTest::red).toList();
    OutputSize half = new OutputSize(SIZE.width() / 2, SIZE.height() / 2);
    for (OutputSize size : List.of(SIZE, half)) {
      Guidance guidance =
          new GuidanceAssembler(GuidanceRule.FITTED)
              .assemble(SIZE.width(), SIZE.height(), red, size);

      int[] owners = guidance.provenance().toSegments();
      int[] columns = Resampling.nearestB(SIZE.width(), size.width());
      int[] rows = Resampling.nearestB(SIZE.height(), size.height());
      for (int i = 0; i < owners.length; i++) {
        int x = i % size.width();
        int y = i / size.width();
        boolean owned = owners[i] != Provenance.NONE;
        assertThat(guidance.image().rgb(x, y)).isEqualTo(owned ? 0xff0000 : 0);
        for (int k = 0; k < chosen.size(); k++) {
          if (holds(k, columns[x], rows[y])) {
            assertThat(owners[i]).isEqualTo(k);
          }
        }
        if (owned) {
          assertThat(holds(owners[i], columns[x], rows[y])).isTrue();
        }
      }
    }
  }

  /// Black stays what has a label that no unit was found for.
  @Test
  void fittedUnitsGoOnWhereTheirLabelHasNone() {
    List<ChosenUnit> red = chosen.stream().map(CompositionTest::red).toList();
    int[] labels = new int[SIZE.width() * SIZE.height()];
    Arrays.setAll(labels, i -> i % SIZE.width() < SIZE.width() / 2 || covered(i) ? 3 : 4);
    LabelMap map = LabelMap.of(SIZE.width(), SIZE.height(), labels);

    Guidance guidance = new GuidanceAssembler(GuidanceRule.FITTED).assemble(map, red, SIZE);
    Guidance paper = new GuidanceAssembler(GuidanceRule.INTENDED).assemble(map, red, SIZE);

    int[] owners = guidance.provenance().toSegments();
    for (int i = 0; i < labels.length; i++) {
      int rgb = guidance.image().rgb(i % SIZE.width(), i / SIZE.width());
      assertThat(rgb).isEqualTo(labels[i] == 3 ? 0xff0000 : 0);
      assertThat(owners[i] != Provenance.NONE).isEqualTo(labels[i] == 3);
    }
    assertThat(paper.provenance().coverage()).isLessThan(guidance.provenance().coverage());
  }

  private boolean covered(int pixel) {
    return IntStream.range(0, chosen.size())
        .anyMatch(k -> holds(k, pixel % SIZE.width(), pixel / SIZE.width()));
  }

  private static ChosenUnit red(ChosenUnit each) {
    Mask mask = each.unit().mask();
    byte[] samples = new byte[3 * mask.width() * mask.height()];
    for (int i = 0; i < samples.length / 3; i++) {
      samples[3 * i] = mask.has(i % mask.width(), i / mask.width()) ? (byte) 0xff : 0;
    }
    RgbImage pixels = RgbImage.of(mask.width(), mask.height(), samples);
    return new ChosenUnit(
        each.index(), each.segment(), Units.unit("red " + each.index(), mask, pixels), 0, 0);
  }

  private boolean holds(int segment, int x, int y) {
    Segment held = chosen.get(segment).segment();
    int column = x - held.box().left();
    int row = y - held.box().top();
    return column >= 0
        && row >= 0
        && column < held.box().width()
        && row < held.box().height()
        && held.mask().has(column, row);
  }
}
