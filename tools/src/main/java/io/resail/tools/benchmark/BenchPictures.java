package io.resail.tools.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.NetworkSettings;
import java.util.List;
import java.util.SplittableRandom;

/// What benchmarks of the generator paint from, and how they compare what came out.
final class BenchPictures {
  private BenchPictures() {}

  /// Map `first` and those after it, as many as a call has.
  static NDArray labels(
      NDManager manager, NetworkSettings settings, List<int[]> maps, int first, int batch) {
    int pixels = settings.height() * settings.width();
    int[] all = new int[batch * pixels];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(maps.get((first + i) % maps.size()), 0, all, i * pixels, pixels);
    }
    return manager.create(all, new Shape(batch, settings.height(), settings.width()));
  }

  /// Smooth colours with noise, black in a quarter, as guidance is where nothing was found.
  static NDArray guidance(NDManager manager, NetworkSettings settings, int batch, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int pixels = settings.height() * settings.width();
    float[] values = new float[3 * batch * pixels];
    for (int i = 0; i < values.length; i++) {
      int p = i % pixels;
      int x = p % settings.width();
      boolean black = 4 * x < settings.width();
      int row = p / settings.width();
      int plane = i / pixels;
      double wave = Math.sin(0.05 * x + 0.03 * row + plane + seed);
      values[i] = black ? -1 : (float) (0.7 * wave + random.nextDouble(-0.3, 0.3));
    }
    return manager.create(values, new Shape(batch, 3, settings.height(), settings.width()));
  }

  /// The largest absolute difference.
  static double largest(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  /// Signal to noise of values that span 2.
  static double decibels(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return 10 * Math.log10(4 / (sum / one.length));
  }
}
