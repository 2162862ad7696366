package io.resail.tools.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.resail.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.class)
class SymmetricMatrixTest {
  @RepeatedTest(50)
  void vectorsTimesValuesGiveTheMatrixAgain(SplittableRandom random) {
    double[][] matrix = any(random, 1 + random.nextInt(20));
    int size = matrix.length;

    SymmetricMatrix parts = SymmetricMatrix.decompose(copy(matrix));

    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        double product = 0;
        for (int k = 0; k < size; k++) {
          sum += parts.value(k) * parts.vector(k)[i] * parts.vector(k)[j];
          product += parts.vector(i)[k] * parts.vector(j)[k];
        }
        assertThat(sum).isEqualTo(matrix[i][j], within(1e-11));
        assertThat(product).isEqualTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @RepeatedTest(20)
  void valuesAreTheSameWithoutVectors(SplittableRandom random) {
    double[][] matrix = any(random, 1 + random.nextInt(20));
    SymmetricMatrix parts = SymmetricMatrix.decompose(copy(matrix));
    double[] values = new double[matrix.length];
    Arrays.setAll(values, parts::value);

    assertThat(SymmetricMatrix.values(matrix)).isEqualTo(values);
  }

  @Test
  void knowsADiagonalAndAnEmptyMatrix() {
    assertThat(SymmetricMatrix.values(new double[][] {{3, 0}, {0, -2}})).containsExactly(3, -2);
    assertThat(SymmetricMatrix.values(new double[3][3])).containsOnly(0);
    assertThat(SymmetricMatrix.values(new double[0][0])).isEmpty();
  }

  /// Of any rank: a sum of squares, now and then with a negative one.
  private static double[][] any(SplittableRandom random, int size) {
    double[][] matrix = new double[size][size];
    int rank = random.nextInt(size + 1);
    for (int r = 0; r < rank; r++) {
      double sign = random.nextInt(3) == 0 ? -1 : 1;
      double[] v = new double[size];
      Arrays.setAll(v, i -> random.nextGaussian());
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i][j] += sign * v[i] * v[j];
        }
      }
    }
    return matrix;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /// Features of few images: most eigenvalues are zero, and what the reduction leaves of them is
  /// rounding only.
  @RepeatedTest(20)
  void settlesWhereNearlyAllEigenvaluesAreZero(SplittableRandom random) {
    int size = random.nextInt(60, 140);
    int rank = random.nextInt(1, 30);
    double[][] matrix = new double[size][size];
    double trace = 0;
    for (int r = 0; r < rank; r++) {
      double[] vector = new double[size];
      double scale = Math.pow(10, -random.nextInt(8));
      for (int i = 0; i < size; i++) {
        vector[i] = random.nextInt(3) == 0 ? 0 : scale * (random.nextDouble() - 0.5);
      }
      for (int i = 0; i < size; i++) {
        trace += vector[i] * vector[i];
        for (int j = 0; j < size; j++) {
          matrix[i][j] += vector[i] * vector[j];
        }
      }
    }
    double[] values = SymmetricMatrix.values(matrix);
    double sum = 0;
    for (double value : values) {
      assertThat(value).isGreaterThan(-1e-13 * trace);
      sum += value;
    }
    assertThat(sum).isCloseTo(trace, within(1e-12 * trace));
  }
}
