package io.resail.synth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Arithmetic;
import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seeds.class)
class MatrixLibraryTest {
  private static final Offset<Float> WITHIN = Offset.offset(1e-4f);

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(MatrixLibrary.class)
  void multipliesRowsOfAnyRankByAMatrix(MatrixLibrary library, SplittableRandom random) {
    float[] x = noise(random, 2 * 3 * 5);
    float[] matrix = noise(random, 5 * 7);

    NDArray y =
        library.product(
            manager.create(x, new Shape(1, 2, 3, 5)), manager.create(matrix, new Shape(5, 7)));

    assertThat(y.getShape()).isEqualTo(new Shape(1, 2, 3, 7));
    assertThat(y.toFloatArray()).containsExactly(product(x, matrix, 6, 5, 7), WITHIN);
  }

  @ParameterizedTest
  @EnumSource(MatrixLibrary.class)
  void multipliesMatrixByMatrix(MatrixLibrary library, SplittableRandom random) {
    float[] one = noise(random, 4 * 5);
    float[] other = noise(random, 4 * 5);
    float[] first = noise(random, 5 * 3);
    float[] second = noise(random, 5 * 3);

    NDArray y =
        library.products(
            manager.create(joined(one, other), new Shape(2, 4, 5)),
            manager.create(joined(first, second), new Shape(2, 5, 3)));

    assertThat(y.getShape()).isEqualTo(new Shape(2, 4, 3));
    float[] expected = joined(product(one, first, 4, 5, 3), product(other, second, 4, 5, 3));
    assertThat(y.toFloatArray()).containsExactly(expected, WITHIN);
  }

  @Test
  void roundsToBfloat16OnlyWhereThatIsAskedFor(SplittableRandom random) {
    assumeThat(PlanOperators.packsBfloat16()).isTrue();
    float[] x = noise(random, 40 * 30);
    float[] matrix = noise(random, 30 * 20);
    float[] expected = product(x, matrix, 40, 30, 20);

    assertThat(worst(x, matrix, Arithmetic.FLOAT32, expected)).isLessThan(1e-4);
    assertThat(worst(x, matrix, Arithmetic.BFLOAT16, expected)).isBetween(1e-3, 0.5);
  }

  private double worst(float[] x, float[] matrix, Arithmetic arithmetic, float[] expected) {
    try (PlanWeights weights = PlanWeights.begin(manager, arithmetic, MatrixLibrary.fastest())) {
      PackedProduct product =
          weights.product(() -> manager.create(matrix, new Shape(30, expected.length / 40)));
      float[] y = product.apply(manager.create(x, new Shape(40, 30))).toFloatArray();
      double worst = 0;
      for (int i = 0; i < y.length; i++) {
        worst = Math.max(worst, Math.abs(y[i] - expected[i]));
      }
      return worst;
    }
  }

  private static float[] product(float[] x, float[] matrix, int rows, int in, int out) {
    float[] y = new float[rows * out];
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < out; o++) {
        double sum = 0;
        for (int i = 0; i < in; i++) {
          sum += (double) x[r * in + i] * matrix[i * out + o];
        }
        y[r * out + o] = (float) sum;
      }
    }
    return y;
  }

  private static float[] joined(float[] one, float[] other) {
    float[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static float[] noise(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
