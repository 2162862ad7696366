package io.resail.tools.evaluation;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals,
/// then implicit QL steps. Inner loops run along rows. Immutable once made, any thread.
///
/// Source: Wilkinson and Reinsch, Handbook for Automatic Computation: Linear Algebra, 1971.
final class SymmetricMatrix {
  private static final int MOST_STEPS = 100;

  private final int size;

  /// The three diagonals, then the eigenvalues.
  private final double[] diagonal;

  private final double[] beside;

  /// The vectors that the reduction reflected at, of length the square root of 2.
  private final double[][] reflections;

  private final double[][] vectors;

  /// What lies beside the diagonal and is no larger does not move an eigenvalue by more than
  /// rounding does: without it the zeros of a matrix of low rank, which are rounding only, never
  /// settle.
  private final double negligible;

  private SymmetricMatrix(double[][] matrix, boolean withVectors) {
    size = matrix.length;
    diagonal = new double[size];
    beside = new double[size];
    reflections = new double[size][0];
    vectors = withVectors ? identity(size) : new double[0][];
    reduce(matrix);
    negligible = Math.ulp(largest());
    iterate();
    for (double[] vector : vectors) {
      for (int k = size - 1; k >= 0; k--) {
        reflect(vector, size - reflections[k].length, reflections[k]);
      }
    }
  }

  /// Decomposes a matrix, which is overwritten.
  static SymmetricMatrix decompose(double[][] matrix) {
    return new SymmetricMatrix(matrix, true);
  }

  /// The eigenvalues of a matrix, in no order; it is overwritten.
  static double[] values(double[][] matrix) {
    return new SymmetricMatrix(matrix, false).diagonal;
  }

  /// An eigenvalue.
  double value(int index) {
    return diagonal[index];
  }

  /// The eigenvector of that eigenvalue, of length 1; not copied.
  double[] vector(int index) {
    return vectors[index];
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private void reduce(double[][] matrix) {
    for (int k = 0; k < size; k++) {
      diagonal[k] = matrix[k][k];
      if (k + 1 < size) {
        double[] v = Arrays.copyOfRange(matrix[k], k + 1, size);
        double length = Math.sqrt(dot(v, v, 0));
        beside[k] = v[0] > 0 ? -length : length;
        v[0] -= beside[k];
        double reflected = Math.sqrt(dot(v, v, 0));
        if (reflected > 0) {
          for (int i = 0; i < v.length; i++) {
            v[i] *= Math.sqrt(2) / reflected;
          }
          reflections[k] = v;
          reflectBothSides(matrix, k + 1, v);
        }
      }
    }
  }

  /// The lower right part of the matrix between two reflections.
  private static void reflectBothSides(double[][] matrix, int from, double[] v) {
    double[] w = new double[v.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = dot(v, matrix[from + i], from);
    }
    double half = dot(v, w, 0) / 2;
    for (int i = 0; i < w.length; i++) {
      w[i] -= half * v[i];
    }
    for (int i = 0; i < w.length; i++) {
      double[] row = matrix[from + i];
      double a = v[i];
      double b = w[i];
      for (int j = 0; j < w.length; j++) {
        row[from + j] -= a * w[j] + b * v[j];
      }
    }
  }

  private static void reflect(double[] vector, int from, double[] v) {
    double share = dot(v, vector, from);
    for (int i = 0; i < v.length; i++) {
      vector[from + i] -= share * v[i];
    }
  }

  /// Of `a` with the part of `b` from `from` on.
  private static double dot(double[] a, double[] b, int from) {
    // Four sums, so that additions need not wait for each other.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[from + i];
      s1 += a[i + 1] * b[from + i + 1];
      s2 += a[i + 2] * b[from + i + 2];
      s3 += a[i + 3] * b[from + i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[from + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private double largest() {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, Math.max(Math.abs(diagonal[i]), Math.abs(beside[i])));
    }
    return largest;
  }

  private void iterate() {
    for (int l = 0; l < size; l++) {
      int steps = 0;
      for (int m = split(l); m != l; m = split(l)) {
        if (++steps > MOST_STEPS) {
          throw new ArithmeticException(
              "the eigenvalues of a matrix of "
                  + size
                  + " rows do not settle: are all its numbers finite?");
        }
        step(l, m);
      }
    }
  }

  /// The first row from `l` on whose neighbour below it hardly touches.
  private int split(int l) {
    int m = l;
    while (m < size - 1
        && Math.abs(beside[m])
            > Math.max(negligible, Math.ulp(Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1])))) {
      m++;
    }
    return m;
  }

  /// One implicit QL step on rows `l` to `m`.
  private void step(int l, int m) {
    double g = (diagonal[l + 1] - diagonal[l]) / (2 * beside[l]);
    g = diagonal[m] - diagonal[l] + beside[l] / (g + Math.copySign(Math.hypot(g, 1), g));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.hypot(f, g);
      beside[i + 1] = r;
      if (r == 0) {
        diagonal[i + 1] -= shift;
        beside[m] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[i + 1] - shift;
      r = (diagonal[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      diagonal[i + 1] = g + shift;
      g = cosine * r - b;
      if (vectors.length > 0) {
        rotate(vectors[i], vectors[i + 1], sine, cosine);
      }
    }
    diagonal[l] -= shift;
    beside[l] = g;
    beside[m] = 0;
  }

  private static void rotate(double[] a, double[] b, double sine, double cosine) {
    for (int k = 0; k < a.length; k++) {
      double before = b[k];
      b[k] = sine * a[k] + cosine * before;
      a[k] = cosine * a[k] - sine * before;
    }
  }
}
