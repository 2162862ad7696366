package io.resail.tools.distortion;

import io.resail.tools.distortion.ControlPoints.Point;
import java.util.List;

/// The smoothest bend of the plane that takes some points to others (spec section 5.2): the picture
/// at `q` shows what lay at `q - F(q)`. Immutable, any thread.
public final class ThinPlateWarp {
  private final List<Point> points;
  private final PlateKernel kernel;

  /// Of each control point, then of y, x and 1; for the flow in y, then in x.
  private final double[][] weights;

  /// The bend of the given points, which must be able to bend: no two in one place, not all on one
  /// line.
  public ThinPlateWarp(ControlPoints points, PlateKernel kernel) {
    this.points = points.moved();
    this.kernel = kernel;
    int n = this.points.size();
    double[][] system = new double[n + 3][n + 5];
    for (int k = 0; k < n; k++) {
      Point point = this.points.get(k);
      for (int l = 0; l < n; l++) {
        int down = point.y() - this.points.get(l).y();
        int across = point.x() - this.points.get(l).x();
        system[k][l] = kernel.at(down * down + across * across);
      }
      double[] plane = {point.y(), point.x(), 1};
      for (int i = 0; i < 3; i++) {
        system[k][n + i] = plane[i];
        system[n + i][k] = plane[i];
      }
      system[k][n + 3] = point.y() - points.source().get(k).y();
      system[k][n + 4] = point.x() - points.source().get(k).x();
    }
    weights = solve(system);
  }

  /// How far each pixel of a row is from what it shows, in pixels.
  ///
  /// @param left the column of the first
  /// @param down takes the flow in y of each
  /// @param across takes the flow in x of each
  public void flow(int row, int left, double[] down, double[] across) {
    int n = points.size();
    double baseY = weights[0][n] * row + weights[0][n + 2];
    double baseX = weights[1][n] * row + weights[1][n + 2];
    for (int i = 0; i < down.length; i++) {
      down[i] = baseY + weights[0][n + 1] * (left + i);
      across[i] = baseX + weights[1][n + 1] * (left + i);
    }
    for (int k = 0; k < n; k++) {
      int dy = row - points.get(k).y();
      int dx = left - points.get(k).x();
      double weightY = weights[0][k];
      double weightX = weights[1][k];
      for (int i = 0; i < down.length; i++, dx++) {
        double phi = kernel.at(dy * dy + dx * dx);
        down[i] += weightY * phi;
        across[i] += weightX * phi;
      }
    }
  }

  /// Solves for every column right of the square part; by elimination, the largest pivot first.
  private static double[][] solve(double[][] system) {
    int n = system.length;
    int columns = system[0].length;
    for (int step = 0; step < n; step++) {
      int pivot = step;
      for (int row = step + 1; row < n; row++) {
        if (Math.abs(system[row][step]) > Math.abs(system[pivot][step])) {
          pivot = row;
        }
      }
      double[] top = system[pivot];
      system[pivot] = system[step];
      system[step] = top;
      for (int row = step + 1; row < n; row++) {
        double factor = system[row][step] / top[step];
        for (int column = step; column < columns; column++) {
          system[row][column] -= factor * top[column];
        }
      }
    }
    double[][] solutions = new double[columns - n][n];
    for (int s = 0; s < solutions.length; s++) {
      for (int row = n - 1; row >= 0; row--) {
        double rest = system[row][n + s];
        for (int column = row + 1; column < n; column++) {
          rest -= system[row][column] * solutions[s][column];
        }
        solutions[s][row] = rest / system[row][row];
      }
    }
    return solutions;
  }
}
