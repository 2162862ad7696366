package io.resail.synth.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class LightTest {
  private static final int PIXELS = 12 * 10;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @RepeatedTest(4)
  void shiftsEachColourOfEachImageAsItIsWrittenDown(SplittableRandom random) {
    float[] painted = values(random, -1, 1);
    float[] guidance = values(random, -0.9, 0.7);
    uncover(guidance, random);

    NDArray lit = Light.GUIDANCE.of(array(painted), array(guidance));

    float[] slow = slowly(painted, guidance);
    assertThat(lit.toFloatArray()).containsExactly(slow, within(1e-5f));
    assertThat(Light.OWN.of(array(painted), array(guidance)).toFloatArray())
        .containsExactly(painted);
  }

  @Test
  void hasTheMeanOfItsGuidanceWhereNothingIsCut(SplittableRandom random) {
    NDArray painted = array(values(random, -0.3, 0.3));
    NDArray guidance = array(values(random, 0.1, 0.5));

    NDArray lit = Light.GUIDANCE.of(painted, guidance);

    float[] wanted = Torch.spaceMean(guidance).toFloatArray();
    assertThat(Torch.spaceMean(lit).toFloatArray()).containsExactly(wanted, within(1e-5f));
  }

  @Test
  void staysWithoutGuidanceAsItIsPainted(SplittableRandom random) {
    NDArray painted = array(values(random, -1, 1));
    NDArray nothing = manager.full(painted.getShape(), -1f);

    assertThat(Light.GUIDANCE.of(painted, nothing).toFloatArray())
        .containsExactly(painted.toFloatArray());
  }

  /// Which is how a loss that asks for another light is not answered by the whole picture.
  @Test
  void letsThroughGradientsButForTheirMean(SplittableRandom random) {
    NDArray painted = array(values(random, -0.3, 0.3));
    NDArray guidance = array(values(random, 0.1, 0.5));
    float[] wish = values(random, -1, 1);
    painted.setRequiresGradient(true);
    try (Recording _ = Recording.on()) {
      NDArray loss = Light.GUIDANCE.of(painted, guidance).mul(array(wish)).sum();
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
    }

    float[] gradient = painted.getGradient().toFloatArray();
    for (int from = 0; from < wish.length; from += PIXELS) {
      double mean = 0;
      for (int i = from; i < from + PIXELS; i++) {
        mean += wish[i] / PIXELS;
      }
      for (int i = from; i < from + PIXELS; i++) {
        assertThat(gradient[i]).isCloseTo((float) (wish[i] - mean), within(1e-5f));
      }
    }
  }

  @Test
  void takesGuidanceOfAnotherSize(SplittableRandom random) {
    NDArray painted = array(values(random, -0.3, 0.3));
    NDArray guidance = manager.full(new Shape(2, 3, 5, 7), 0.25f);

    NDArray lit = Light.GUIDANCE.of(painted, guidance);

    assertThat(Torch.spaceMean(lit).sub(0.25f).abs().max().getFloat()).isLessThan(1e-5f);
  }

  private static float[] slowly(float[] painted, float[] guidance) {
    float[] lit = painted.clone();
    for (int image = 0; image < 2; image++) {
      int start = image * 3 * PIXELS;
      for (int colour = 0; colour < 3; colour++) {
        int from = start + colour * PIXELS;
        double difference = 0;
        int covered = 0;
        for (int i = 0; i < PIXELS; i++) {
          if (covers(guidance, start + i)) {
            difference += guidance[from + i] - painted[from + i];
            covered++;
          }
        }
        for (int i = 0; i < PIXELS && covered > 0; i++) {
          lit[from + i] = (float) Math.clamp(painted[from + i] + difference / covered, -1.0, 1.0);
        }
      }
    }
    return lit;
  }

  private static boolean covers(float[] guidance, int at) {
    return guidance[at] != -1 || guidance[at + PIXELS] != -1 || guidance[at + 2 * PIXELS] != -1;
  }

  /// Takes guidance away from a third of all pixels, and one colour from another third.
  private static void uncover(float[] guidance, SplittableRandom random) {
    for (int image = 0; image < 2; image++) {
      for (int i = 0; i < PIXELS; i++) {
        int colours = random.nextInt(3) * 2 - 1; // -1, 1 or 3
        for (int colour = 0; colour < colours; colour++) {
          guidance[(image * 3 + colour) * PIXELS + i] = -1;
        }
      }
    }
  }

  private NDArray array(float[] values) {
    return manager.create(values, new Shape(2, 3, 12, 10));
  }

  private static float[] values(SplittableRandom random, double from, double to) {
    float[] values = new float[2 * 3 * PIXELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(from, to);
    }
    return values;
  }
}
