package io.resail.tools.evaluation;

import io.resail.synthesis.OutputSize;
import java.util.SplittableRandom;

/// What can be wrong with a picture, done to photographs: a distance that tells good pictures from
/// bad ones grows with each of these, and one that does not cannot be asked about it.
///
/// Source: the disturbances by which FID was introduced (Heusel et al., NeurIPS 2017, arXiv
/// 1706.08500), and what goes wrong in images of label maps.
enum Disturbance {
  /// A Gaussian of one pixel.
  BLURRED("blurred by 1 pixel") {
    @Override
    float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random) {
      return blurred(blurred(image, size, 1), size, size.width());
    }
  },

  /// Gaussian noise, each value apart.
  NOISY("noise of 10 of 255") {
    @Override
    float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random) {
      float[] noisy = new float[image.length];
      for (int i = 0; i < image.length; i++) {
        noisy[i] = image[i] + (float) (random.nextGaussian() * 10 / HALF_RANGE);
      }
      return noisy;
    }
  },

  /// A pattern of squares of two pixels, as a generator's upsampling leaves it.
  CHECKERBOARD("a checkerboard of 8 of 255") {
    @Override
    float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random) {
      float[] checkered = new float[image.length];
      for (int i = 0; i < image.length; i++) {
        int pixel = i % classes.length;
        int square = pixel % size.width() / 2 + pixel / size.width() / 2;
        checkered[i] = image[i] + (square % 2 == 0 ? 8 : -8) / HALF_RANGE;
      }
      return checkered;
    }
  },

  /// The colours of the classes without what is in them.
  FLAT("each class in its mean colour") {
    @Override
    float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random) {
      float[] flat = new float[image.length];
      int most = 0;
      for (int each : classes) {
        most = Math.max(most, each);
      }
      for (int plane = 0; plane < image.length; plane += classes.length) {
        double[] sums = new double[most + 1];
        int[] counts = new int[most + 1];
        for (int i = 0; i < classes.length; i++) {
          sums[classes[i]] += image[plane + i];
          counts[classes[i]]++;
        }
        for (int i = 0; i < classes.length; i++) {
          flat[plane + i] = (float) (sums[classes[i]] / counts[classes[i]]);
        }
      }
      return flat;
    }
  },

  /// Every picture as bright as the next.
  EVENLY_LIT("all of one mean brightness") {
    @Override
    float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random) {
      double mean = 0;
      for (float value : image) {
        mean += value / image.length;
      }
      float[] lit = new float[image.length];
      for (int i = 0; i < image.length; i++) {
        lit[i] = (float) (image[i] - mean);
      }
      return lit;
    }
  };

  /// What one unit in [-1, 1] is of 255.
  private static final float HALF_RANGE = 127.5f;

  private static final int REACH = 3;

  private final String words;

  Disturbance(String words) {
    this.words = words;
  }

  /// What was done, in words.
  String words() {
    return words;
  }

  /// The image disturbed.
  ///
  /// @param image 3 x height x width in [-1, 1]
  /// @param classes label channels of its pixels, from 0
  /// @return the same shape; values may lie beyond [-1, 1]
  abstract float[] of(float[] image, int[] classes, OutputSize size, SplittableRandom random);

  /// A Gaussian of deviation 1 along one side; beyond the border the border's values go on.
  ///
  /// @param step from a pixel to the next on that side
  private static float[] blurred(float[] image, OutputSize size, int step) {
    int along = step == 1 ? size.width() : size.height();
    double[] weights = new double[2 * REACH + 1];
    double total = 0;
    for (int i = -REACH; i <= REACH; i++) {
      weights[i + REACH] = Math.exp(-i * i / 2.0);
      total += weights[i + REACH];
    }
    float[] blurred = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      int at = i / step % along;
      double sum = 0;
      for (int k = -REACH; k <= REACH; k++) {
        sum += weights[k + REACH] * image[i + (Math.clamp(at + k, 0, along - 1) - at) * step];
      }
      blurred[i] = (float) (sum / total);
    }
    return blurred;
  }
}
