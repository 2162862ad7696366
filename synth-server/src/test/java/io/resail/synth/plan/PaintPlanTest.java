package io.resail.synth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.Patience;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.Light;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Upsampling;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every plan against the dense network.
@ExtendWith(Seeds.class)
class PaintPlanTest {
  private static final int LABELS = 7;
  private static final long CACHE = 64L << 20;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void tablesPaintWhatTheDenseNetworkPaints(NormKind norm, SplittableRandom random) {
    NetworkSettings settings = settings(norm, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      for (int[] map : maps(random)) {
        NDArray labels = manager.create(map, new Shape(1, 96, 128));
        NDArray guidance = picture(random, 1);

        NDArray expected = dense.paint(settings, labels, guidance, Patience.endless());
        NDArray painted = tables.paint(settings, labels, guidance, Patience.endless());

        assertThat(painted.getShape()).isEqualTo(expected.getShape());
        assertThat(painted.getManager()).isSameAs(manager);
        assertThat(difference(painted, expected)).isLessThan(1e-3f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void otherGuidanceMakesAnotherPictureWhereANormReadsIt(NormKind norm, SplittableRandom random) {
    NetworkSettings settings = settings(norm, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters)) {
      NDArray labels = manager.create(maps(random)[1], new Shape(1, 96, 128));

      NDArray one = dense.paint(settings, labels, picture(random, 1), Patience.endless());
      NDArray other = dense.paint(settings, labels, picture(random, 1), Patience.endless());

      assertThat(difference(one, other) > 0).isEqualTo(settings.readsGuidance());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NormKind.class,
      names = {"RESAIL", "SPADE"})
  void tablesPaintBatchesOtherSizesAndMoreDoublings(NormKind norm, SplittableRandom random) {
    NetworkSettings settings = settings(norm, Upsampling.MORE);
    NetworkSettings sized = settings.sized(192, 256);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      int[] four = new int[4 * 96 * 128];
      for (int i = 0; i < 4; i++) {
        System.arraycopy(maps(random)[i], 0, four, i * 96 * 128, 96 * 128);
      }
      NDArray labels = manager.create(four, new Shape(4, 96, 128));
      NDArray guidance = picture(random, 4);

      NDArray expected = dense.paint(sized, labels, guidance, Patience.endless());
      NDArray painted = tables.paint(sized, labels, guidance, Patience.endless());

      assertThat(painted.getShape()).isEqualTo(new Shape(4, 3, 192, 256));
      assertThat(difference(painted, expected)).isLessThan(1e-3f);
    }
  }

  /// Wide enough for convolutions by tiles.
  @ParameterizedTest
  @EnumSource(
      value = NormKind.class,
      names = {"RESAIL", "SPADE"})
  void tablesPaintWithWideLayers(NormKind norm, SplittableRandom random) {
    NetworkSettings settings =
        new NetworkSettings(
            norm, LABELS, new NetworkSettings.Widths(16, 32, 32), Upsampling.NORMAL, 128, 4 / 3.0);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      NDArray labels = manager.create(maps(random)[1], new Shape(1, 96, 128));
      NDArray guidance = picture(random, 1);

      NDArray expected = dense.paint(settings, labels, guidance, Patience.endless());
      NDArray painted = tables.paint(settings, labels, guidance, Patience.endless());

      assertThat(difference(painted, expected)).isLessThan(1e-3f);
    }
  }

  @Test
  void tablesGiveGuidancesLightAsTheDenseNetworkDoes(SplittableRandom random) {
    NetworkSettings settings = settings(NormKind.RESAIL, Upsampling.NORMAL).with(Light.GUIDANCE);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      NDArray labels = manager.create(maps(random)[1], new Shape(1, 96, 128));
      NDArray guidance = picture(random, 1).mul(0.1f).add(0.2f);

      NDArray expected = dense.paint(settings, labels, guidance, Patience.endless());
      NDArray painted = tables.paint(settings, labels, guidance, Patience.endless());
      NDArray own = dense.paint(settings.with(Light.OWN), labels, guidance, Patience.endless());

      assertThat(difference(painted, expected)).isLessThan(1e-3f);
      assertThat(difference(own, expected)).isGreaterThan(0.05f);
    }
  }

  @Test
  void bfloat16PaintsNearlyTheSamePicture(SplittableRandom random) {
    NetworkSettings settings = settings(NormKind.RESAIL, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan exact =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE);
        PaintPlan coarse =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.BFLOAT16, CACHE)) {
      NDArray labels = manager.create(maps(random)[1], new Shape(1, 96, 128));
      NDArray guidance = picture(random, 1);

      NDArray expected = exact.paint(settings, labels, guidance, Patience.endless());
      NDArray painted = coarse.paint(settings, labels, guidance, Patience.endless());

      assertThat(difference(painted, expected)).isGreaterThan(0);
      assertThat(painted.sub(expected).square().mean().getFloat()).isLessThan(4e-3f);
    }
  }

  @Test
  void aMapKnownBeforeIsNotReadAgainAndPaintsTheSame(SplittableRandom random) {
    NetworkSettings settings = settings(NormKind.RESAIL, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE);
        PaintPlan forgetful =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, 1)) {
      int[][] maps = maps(random);
      NDArray guidance = picture(random, 1);
      NDArray one = manager.create(maps[1], new Shape(1, 96, 128));
      NDArray other = manager.create(maps[2], new Shape(1, 96, 128));

      NDArray first = tables.paint(settings, one, guidance, Patience.endless());
      tables.paint(settings, other, guidance, Patience.endless());
      NDArray again = tables.paint(settings, one, guidance, Patience.endless());
      tables.paint(settings, one, guidance.neg(), Patience.endless());

      assertThat(difference(first, again)).isZero();
      assertThat(tables.cache().hits()).isEqualTo(2);
      assertThat(tables.cache().misses()).isEqualTo(2);
      assertThat(tables.cache().maps()).isEqualTo(2);
      assertThat(tables.cache().bytes()).isBetween(1L, CACHE);

      forgetful.paint(settings, one, guidance, Patience.endless());
      forgetful.paint(settings, other, guidance, Patience.endless());
      NDArray read = forgetful.paint(settings, one, guidance, Patience.endless());

      assertThat(difference(first, read)).isZero();
      assertThat(forgetful.cache().hits()).isZero();
      assertThat(forgetful.cache().maps()).isEqualTo(1);
    }
  }

  /// What an edited map has in common with the one before is taken over, edit after edit.
  @ParameterizedTest
  @EnumSource(NormKind.class)
  void editsOfAMapPaintWhatTheDenseNetworkPaints(NormKind norm, SplittableRandom random) {
    NetworkSettings settings = settings(norm, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan dense = PaintPlan.dense(parameters);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      NDArray guidance = picture(random, 1);
      int[] map = maps(random)[1];
      for (int edit = 0; edit < 4; edit++) {
        NDArray labels = manager.create(map, new Shape(1, 96, 128));

        NDArray expected = dense.paint(settings, labels, guidance, Patience.endless());
        NDArray painted = tables.paint(settings, labels, guidance, Patience.endless());

        assertThat(difference(painted, expected)).isLessThan(1e-3f);
        int top = random.nextInt(80);
        int left = random.nextInt(100);
        for (int y = top; y < top + 9; y++) {
          Arrays.fill(map, y * 128 + left, y * 128 + left + 12, random.nextInt(LABELS));
        }
      }
      assertThat(tables.cache().misses()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(NormKind.class)
  void leavesNothingBehindButWhatItKeepsOfMaps(NormKind norm, SplittableRandom random) {
    NetworkSettings settings = settings(norm, Upsampling.NORMAL);
    try (Parameters parameters = parameters(settings, random);
        PaintPlan tables =
            PaintPlan.tables(settings, parameters, manager, Arithmetic.FLOAT32, CACHE)) {
      NDArray labels = manager.create(maps(random)[1], new Shape(1, 96, 128));
      NDArray guidance = picture(random, 1);
      tables.paint(settings, labels, guidance, Patience.endless()).close();
      int before = manager.getManagedArrays().size();

      tables.paint(settings, labels, guidance, Patience.endless()).close();

      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  /// Of one class; of random rectangles; of two halves with single pixels on the border; of noise.
  private static int[][] maps(SplittableRandom random) {
    int[][] maps = new int[4][96 * 128];
    Arrays.fill(maps[0], random.nextInt(LABELS));
    for (int i = 0; i < 30; i++) {
      int top = random.nextInt(96);
      int left = random.nextInt(128);
      int label = random.nextInt(LABELS);
      int bottom = Math.min(96, top + 1 + random.nextInt(50));
      int right = Math.min(128, left + 1 + random.nextInt(50));
      for (int y = top; y < bottom; y++) {
        Arrays.fill(maps[1], y * 128 + left, y * 128 + right, label);
      }
    }
    for (int p = 0; p < 96 * 128; p++) {
      maps[2][p] = p % 128 < 64 ? 0 : LABELS - 1;
      maps[3][p] = random.nextInt(LABELS);
    }
    for (int i = 0; i < 20; i++) {
      maps[2][random.nextInt(128)] = random.nextInt(LABELS);
      maps[2][95 * 128 + random.nextInt(128)] = random.nextInt(LABELS);
      maps[2][random.nextInt(96) * 128] = random.nextInt(LABELS);
    }
    return maps;
  }

  private static NetworkSettings settings(NormKind norm, Upsampling upsampling) {
    int crop = upsampling == Upsampling.NORMAL ? 128 : 256;
    return new NetworkSettings(
        norm, LABELS, new NetworkSettings.Widths(3, 20, 6), upsampling, crop, 4 / 3.0);
  }

  private Parameters parameters(NetworkSettings settings, SplittableRandom random) {
    return Parameters.load(NoisyWeights.of(settings.blueprint(), random), manager);
  }

  private NDArray picture(SplittableRandom random, int count) {
    float[] values = new float[count * 3 * 96 * 128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return manager.create(values, new Shape(count, 3, 96, 128));
  }

  private static float difference(NDArray one, NDArray other) {
    return one.sub(other).abs().max().getFloat();
  }
}
