package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.testing.Seeds;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each operator against its definition, written out.
@ExtendWith(Seeds.class)
class TorchTest {
  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @RepeatedTest(10)
  void nearestTakesThePixelThatTheIntegerRuleNames(SplittableRandom random) {
    int height = random.nextInt(1, 30);
    int width = random.nextInt(1, 30);
    int newHeight = random.nextInt(1, 40);
    int newWidth = random.nextInt(1, 40);
    NDArray x = manager.arange(height * width).reshape(1, height, width);

    long[] picked =
        Torch.nearest(x, newHeight, newWidth).toType(DataType.INT64, false).toLongArray();

    for (int i = 0; i < picked.length; i++) {
      long row = (long) (i / newWidth) * height / newHeight;
      long column = (long) (i % newWidth) * width / newWidth;
      assertThat(picked[i]).isEqualTo(row * width + column);
    }
  }

  @RepeatedTest(10)
  void bilinearWeighsTheFourPixelsAroundAHalfPixelCentre(SplittableRandom random) {
    int height = random.nextInt(1, 12);
    int width = random.nextInt(1, 12);
    NDArray like = manager.zeros(new Shape(random.nextInt(1, 20), random.nextInt(1, 20)));
    NDArray x = values(random, 1, 1, height, width);

    float[] resized = Torch.bilinear(x, like).toFloatArray();

    int newHeight = (int) like.getShape().get(0);
    int newWidth = (int) like.getShape().get(1);
    float[] from = x.toFloatArray();
    for (int i = 0; i < resized.length; i++) {
      double y = source(i / newWidth, height, newHeight);
      double left = source(i % newWidth, width, newWidth);
      double top = row(from, (int) y, left, width);
      double bottom = row(from, Math.min((int) y + 1, height - 1), left, width);
      assertThat(resized[i])
          .isCloseTo((float) (top + (y - (int) y) * (bottom - top)), within(1e-5f));
    }
  }

  private static double source(int to, int from, int size) {
    return Math.max(0, (to + 0.5) * from / size - 0.5);
  }

  private static double row(float[] from, int y, double x, int width) {
    double left = from[y * width + (int) x];
    return left + (x - (int) x) * (from[y * width + Math.min((int) x + 1, width - 1)] - left);
  }

  @Test
  void coarseLeavesPixelsOutsideUncounted() {
    NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(1, 1, 3, 3));

    assertThat(Torch.coarse(x).toFloatArray()).containsExactly(3, 4, 6, 7);
    assertThat(Torch.half(Torch.twice(x)).toFloatArray()).isEqualTo(x.toFloatArray());
    assertThat(Torch.twice(x).toFloatArray()).startsWith(1, 1, 2, 2, 3, 3, 1, 1);
  }

  @Test
  void reflectedRepeatsTheSecondPixelNotTheFirst() {
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));

    assertThat(Torch.reflected(x).toFloatArray())
        .containsExactly(4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3, 2, 1, 2, 1);
  }

  @Test
  void oneHotSetsOneChannelPerPixelWhateverTheIntegers() {
    NDArray labels = manager.create(new long[] {2, 0, 1, 2}, new Shape(1, 2, 2));
    for (DataType type : new DataType[] {DataType.UINT8, DataType.INT32, DataType.INT64}) {
      NDArray map = Torch.oneHot(labels.toType(type, false), 3);
      assertThat(map.getShape()).isEqualTo(new Shape(1, 3, 2, 2));
      assertThat(map.toFloatArray()).containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1);
    }
  }

  @RepeatedTest(5)
  void batchNormInTrainingMovesRunningStatisticsATenthOfTheWay(SplittableRandom random) {
    NDArray x = values(random, 3, 2, 4, 5);
    NDArray mean = manager.create(new float[] {1, 2});
    NDArray variance = manager.create(new float[] {1, 2});

    float[] normalized = Torch.batchNormTraining(x, mean, variance).toFloatArray();

    float[] all = x.toFloatArray();
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 60; i++) {
        double value = all[(i / 20) * 40 + c * 20 + i % 20];
        sum += value;
        squares += value * value;
      }
      double batchMean = sum / 60;
      double batchVariance = squares / 60 - batchMean * batchMean;
      assertThat(mean.getFloat(c))
          .isCloseTo((float) (0.9 * (c + 1) + 0.1 * batchMean), within(1e-5f));
      assertThat(variance.getFloat(c))
          .isCloseTo((float) (0.9 * (c + 1) + 0.1 * batchVariance * 60 / 59), within(1e-5f));
      assertThat(normalized[c * 20])
          .isCloseTo(
              (float) ((all[c * 20] - batchMean) / Math.sqrt(batchVariance + 1e-5)), within(1e-4f));
    }
  }

  @RepeatedTest(5)
  void transposedConvIsTheAdjointOfTheConvolutionItTurnsRound(SplittableRandom random) {
    NDArray weight = values(random, 3, 2, 3, 3);
    NDArray small = values(random, 1, 3, 4, 5);
    NDArray large = values(random, 1, 2, 8, 10);

    NDArray up = Torch.transposedConv(small, weight, manager.zeros(new Shape(2)));
    NDArray down = Torch.conv(large, weight, Optional.empty(), 2, 1);

    assertThat(up.getShape()).isEqualTo(large.getShape());
    assertThat(up.mul(large).sum().getFloat())
        .isCloseTo(down.mul(small).sum().getFloat(), within(1e-3f));
  }

  @RepeatedTest(5)
  void tapsFurtherApartAreZerosBetweenThem(SplittableRandom random) {
    NDArray x = values(random, 2, 3, 9, 8);
    NDArray weight = values(random, 4, 3, 3, 3);
    float[] taps = weight.toFloatArray();
    float[] spread = new float[4 * 3 * 5 * 5];
    for (int i = 0; i < taps.length; i++) {
      spread[i / 9 * 25 + i % 9 / 3 * 10 + i % 3 * 2] = taps[i];
    }

    NDArray dilated =
        Torch.conv(x, weight, Optional.empty(), new Torch.Taps(1, 2, 2), Arithmetic.FLOAT32);
    NDArray wide =
        Torch.conv(x, manager.create(spread, new Shape(4, 3, 5, 5)), Optional.empty(), 1, 2);

    assertThat(dilated.getShape()).isEqualTo(new Shape(2, 4, 9, 8));
    assertThat(dilated.sub(wide).abs().max().getFloat()).isLessThan(1e-4f);
  }

  @RepeatedTest(5)
  void aConvolutionInBfloat16AndItsGradientsAreNearThoseInFloat32(SplittableRandom random) {
    NDArray x = values(random, 2, 16, 9, 8);
    NDArray weight = values(random, 8, 16, 3, 3);
    NDArray bias = values(random, 8);

    List<float[]> exact = convolved(x, weight, bias, Arithmetic.FLOAT32);
    List<float[]> rounded = convolved(x, weight, bias, Arithmetic.BFLOAT16);

    for (int i = 0; i < exact.size(); i++) {
      assertThat(distance(exact.get(i), rounded.get(i))).as("array " + i).isBetween(1e-4, 0.01);
    }
  }

  /// The result, and the gradients of its squares' sum by image, weight and bias.
  private static List<float[]> convolved(
      NDArray x, NDArray weight, NDArray bias, Arithmetic arithmetic) {
    List<NDArray> factors = List.of(x.duplicate(), weight.duplicate(), bias.duplicate());
    factors.forEach(each -> JniUtils.attachGradient((PtNDArray) each, true));
    List<float[]> made = new ArrayList<>();
    try (Scratch _ = new Scratch()) {
      NDArray loss;
      try (Recording _ = Recording.on()) {
        NDArray y =
            Torch.conv(
                factors.get(0),
                factors.get(1),
                Optional.of(factors.get(2)),
                new Torch.Taps(1, 1, 1),
                arithmetic);
        made.add(y.toFloatArray());
        loss = y.square().sum();
      }
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
      for (NDArray each : factors) {
        made.add(JniUtils.getGradient((PtNDArray) each).toFloatArray());
      }
    }
    return made;
  }

  /// The Euclidean distance as a share of the first one's length.
  private static double distance(float[] from, float[] to) {
    double apart = 0;
    double length = 0;
    for (int i = 0; i < from.length; i++) {
      apart += Math.pow(from[i] - to[i], 2);
      length += Math.pow(from[i], 2);
    }
    return Math.sqrt(apart / length);
  }

  @RepeatedTest(5)
  void spectralNormBecomesTheLargestSingularValueByIteration(SplittableRandom random) {
    // A matrix with known singular values: scaled rows of a rotation.
    double angle = random.nextDouble(Math.PI);
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    NDArray weight =
        manager.create(new float[] {5 * c, 5 * s, -2 * s, 2 * c}, new Shape(2, 2, 1, 1));
    NDArray u = manager.create(new float[] {0.6f, 0.8f});
    NDArray v = manager.create(new float[] {1, 0});

    for (int i = 0; i < 30; i++) {
      Torch.spectralTraining(weight, u, v).close();
    }
    float[] kept = u.toFloatArray();
    NDArray scaled = Torch.spectral(weight, u, v);

    assertThat(scaled.getFloat(0, 0, 0, 0)).isCloseTo(c, within(1e-5f));
    assertThat(scaled.getFloat(1, 1, 0, 0)).isCloseTo(0.4f * c, within(1e-5f));
    assertThat(u.toFloatArray()).isEqualTo(kept);
  }

  /// Archives of old versions divide integers without fractions.
  @Test
  void functionsHaveTheMeaningOfTodaysOperators() {
    TorchScript script =
        new TorchScript("def f(self, x: Tensor, y: Tensor) -> Tensor:\n  return torch.div(x, y)\n");

    assertThat(
            script
                .call("f", manager.create(new long[] {4}), manager.create(new long[] {3}))
                .toFloatArray())
        .containsExactly(4 / 3f);
  }

  @Test
  void aFunctionThatDoesNotCompileSaysWhere() {
    assertThatThrownBy(
            () ->
                new TorchScript(
                    "def f(self, x: Tensor) -> Tensor:\n  return torch.no_such_operator(x)\n"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no_such_operator");
  }

  @Test
  void whatAScratchDoesNotKeepIsReleasedThroughAllItsLevels() {
    NDArray outer;
    try (Scratch outerScratch = new Scratch()) {
      NDArray dropped;
      NDArray passed;
      try (Scratch inner = new Scratch()) {
        dropped = manager.zeros(new Shape(2));
        passed = inner.keep(manager.zeros(new Shape(2)));
      }
      assertThat(isOpen(dropped)).isFalse();
      assertThat(isOpen(passed)).isTrue();
      outer = outerScratch.keep(passed.add(1));
    }
    assertThat(isOpen(outer)).isTrue();
    assertThat(manager.getManagedArrays()).hasSize(1);
  }

  /// The engine's own product with a number reads memory in the backward pass that Java has freed
  /// by
  /// then: this is the order of events that a training step of some seconds has.
  @Test
  void aNumberInARecordedGraphOutlivesGarbageCollection() throws InterruptedException {
    NDArray x = manager.ones(new Shape(3));
    JniUtils.attachGradient((PtNDArray) x, true);
    NDArray loss;
    try (Recording _ = Recording.on()) {
      loss = Torch.times(Torch.times(x, 3), 0.5f).sum();
    }

    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      awaitCollection();
      // Whatever was freed is now something else.
      for (int j = 0; j < 2000; j++) {
        taken.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.NaN));
      }
    }
    JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);

    try (NDArray gradient = JniUtils.getGradient((PtNDArray) x)) {
      assertThat(gradient.toFloatArray()).containsOnly(1.5f);
    }
    assertThat(taken).hasSize(6000);
  }

  /// Returns when memory of Java that nobody refers to any more has been freed.
  private static void awaitCollection() throws InterruptedException {
    CountDownLatch freed = new CountDownLatch(1);
    Cleaner cleaner = Cleaner.create();
    cleaner.register(new Object(), freed::countDown);
    do {
      System.gc();
    } while (!freed.await(50, TimeUnit.MILLISECONDS));
  }

  /// By identity: arrays compare by content, which a released one no longer has.
  private boolean isOpen(NDArray array) {
    return manager.getManagedArrays().stream().anyMatch(each -> each == array);
  }

  private NDArray values(SplittableRandom random, long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }
}
