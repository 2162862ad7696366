package io.resail.tools.evaluation;

import java.util.Arrays;
import java.util.List;

/// The Fréchet distance between two sets of features, each taken as a normal distribution: called
/// FID if and only if the features are those of the Inception network (spec section 9).
///
/// `|m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2))` with unbiased covariances. The root's trace is
/// the sum
/// of the roots of the eigenvalues of `S1^(1/2) S2 S1^(1/2)`, a symmetric matrix with the same
/// eigenvalues as `S1 S2`: it needs neither the small multiple of the identity that the established
/// implementation adds when its root fails, nor its cutting off of imaginary parts.
final class Frechet {
  private Frechet() {}

  /// The distance; the order of the sets does not matter.
  ///
  /// @param a one vector for each image, at least two, all of one length
  /// @param b likewise
  static double distance(List<float[]> a, List<float[]> b) {
    requireVectors(a, a.getFirst().length);
    requireVectors(b, a.getFirst().length);
    double[] meanA = mean(a);
    double[] meanB = mean(b);
    double distance = 0;
    for (int i = 0; i < meanA.length; i++) {
      distance += (meanA[i] - meanB[i]) * (meanA[i] - meanB[i]);
    }
    double[][] covarianceA = covariance(a, meanA);
    double[][] covarianceB = covariance(b, meanB);
    distance += trace(covarianceA) + trace(covarianceB);
    for (double value : SymmetricMatrix.values(between(covarianceA, covarianceB))) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    return distance;
  }

  private static void requireVectors(List<float[]> features, int length) {
    if (features.size() < 2 || features.stream().anyMatch(f -> f.length != length)) {
      throw new IllegalArgumentException(
          features.size()
              + " features: need at least 2, each of "
              + length
              + " numbers like the others");
    }
  }

  static double[] mean(List<float[]> features) {
    double[] mean = new double[features.getFirst().length];
    for (float[] feature : features) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += feature[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= features.size();
    }
    return mean;
  }

  private static double[][] covariance(List<float[]> features, double[] mean) {
    int length = mean.length;
    double[][] sums = new double[length][length];
    double[] centred = new double[length];
    for (float[] feature : features) {
      for (int i = 0; i < length; i++) {
        centred[i] = feature[i] - mean[i];
      }
      for (int i = 0; i < length; i++) {
        add(sums[i], centred[i], centred);
      }
    }
    for (double[] row : sums) {
      for (int i = 0; i < length; i++) {
        row[i] /= features.size() - 1;
      }
    }
    return sums;
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.length; i++) {
      trace += matrix[i][i];
    }
    return trace;
  }

  /// `W B W^T` where the rows of `W` are the eigenvectors of `A`, each times the root of its
  /// eigenvalue; those of no weight are left out. Overwrites `A`.
  private static double[][] between(double[][] a, double[][] b) {
    double largest = trace(a);
    SymmetricMatrix roots = SymmetricMatrix.decompose(a);
    double smallest = a.length * Math.ulp(largest);
    double[][] w = new double[a.length][];
    int kept = 0;
    for (int i = 0; i < a.length; i++) {
      if (roots.value(i) > smallest) {
        double[] scaled = new double[a.length];
        add(scaled, Math.sqrt(roots.value(i)), roots.vector(i));
        w[kept++] = scaled;
      }
    }
    double[][] rows = Arrays.copyOf(w, kept);
    double[][] wb = new double[kept][a.length];
    for (int i = 0; i < kept; i++) {
      for (int k = 0; k < a.length; k++) {
        add(wb[i], rows[i][k], b[k]);
      }
    }
    double[][] product = new double[kept][kept];
    for (int i = 0; i < kept; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum += wb[i][k] * rows[j][k];
        }
        product[i][j] = sum;
        product[j][i] = sum;
      }
    }
    return product;
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
