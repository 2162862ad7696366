package io.resail.tools.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synthesis.OutputSize;
import java.util.Arrays;

/// The Inception network of FID: Inception-v3 as its first, TensorFlow, weights were trained, whose
/// means leave padding out and whose last block takes maxima (spec section 9). One thread; the
/// caller closes it.
final class Inception implements AutoCloseable {
  /// Rows and columns it reads.
  static final int SIDE = 299;

  /// Numbers that stand for an image.
  static final int FEATURES = 2048;

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape THREE = new Shape(3, 3);
  private static final Shape NO_PADDING = new Shape(0, 0);

  private final NDManager manager = NativeEngine.newManager();
  private final Parameters parameters;
  private final OutputSize size;

  Inception(InceptionWeights weights, OutputSize size) {
    this.parameters = Parameters.load(weights.folded(), manager);
    this.size = size;
  }

  /// The features of an image.
  ///
  /// @param image 3 x height x width in [-1, 1], of 8-bit values
  /// @return [#FEATURES] numbers
  float[] features(float[] image) {
    try (Recording _ = Recording.off();
        Scratch _ = new Scratch();
        NDManager own = manager.newSubManager()) {
      NDArray x = own.create(resized(image, size), new Shape(1, 3, SIDE, SIDE));
      x = valid("Conv2d_1a_3x3", x, TWO);
      x = valid("Conv2d_2a_3x3", x, ONE);
      x = same("Conv2d_2b_3x3", x);
      x = largest(x, TWO, NO_PADDING);
      x = same("Conv2d_3b_1x1", x);
      x = valid("Conv2d_4a_3x3", x, ONE);
      x = largest(x, TWO, NO_PADDING);
      for (String block : new String[] {"Mixed_5b.", "Mixed_5c.", "Mixed_5d."}) {
        x =
            channels(
                same(block + "branch1x1", x),
                chain(block + "branch5x5_", x, 2),
                chain(block + "branch3x3dbl_", x, 3),
                same(block + "branch_pool", mean(x)));
      }
      x =
          channels(
              valid("Mixed_6a.branch3x3", x, TWO),
              valid("Mixed_6a.branch3x3dbl_3", chain("Mixed_6a.branch3x3dbl_", x, 2), TWO),
              largest(x, TWO, NO_PADDING));
      for (String block : new String[] {"Mixed_6b.", "Mixed_6c.", "Mixed_6d.", "Mixed_6e."}) {
        x =
            channels(
                same(block + "branch1x1", x),
                chain(block + "branch7x7_", x, 3),
                chain(block + "branch7x7dbl_", x, 5),
                same(block + "branch_pool", mean(x)));
      }
      x =
          channels(
              valid("Mixed_7a.branch3x3_2", chain("Mixed_7a.branch3x3_", x, 1), TWO),
              valid("Mixed_7a.branch7x7x3_4", chain("Mixed_7a.branch7x7x3_", x, 3), TWO),
              largest(x, TWO, NO_PADDING));
      x = last("Mixed_7b.", x, mean(x));
      x = last("Mixed_7c.", x, largest(x, ONE, ONE));
      return x.reshape(FEATURES, -1).mean(new int[] {1}).toFloatArray();
    }
  }

  private NDArray last(String block, NDArray x, NDArray pooled) {
    NDArray three = same(block + "branch3x3_1", x);
    NDArray twice = chain(block + "branch3x3dbl_", x, 2);
    return channels(
        same(block + "branch1x1", x),
        same(block + "branch3x3_2a", three),
        same(block + "branch3x3_2b", three),
        same(block + "branch3x3dbl_3a", twice),
        same(block + "branch3x3dbl_3b", twice),
        same(block + "branch_pool", pooled));
  }

  private NDArray chain(String branch, NDArray x, int layers) {
    NDArray result = x;
    for (int i = 1; i <= layers; i++) {
      result = same(branch + i, result);
    }
    return result;
  }

  /// A convolution that keeps the size.
  private NDArray same(String name, NDArray x) {
    Shape kernel = parameters.array(name + ".weight").getShape();
    return convolution(name, x, ONE, new Shape(kernel.get(2) / 2, kernel.get(3) / 2));
  }

  /// A convolution without padding.
  private NDArray valid(String name, NDArray x, Shape stride) {
    return convolution(name, x, stride, NO_PADDING);
  }

  private NDArray convolution(String name, NDArray x, Shape stride, Shape padding) {
    NDList result =
        x.getNDArrayInternal()
            .convolution(
                x,
                parameters.array(name + ".weight"),
                parameters.array(name + ".bias"),
                stride,
                padding,
                ONE,
                1);
    return result.singletonOrThrow().getNDArrayInternal().relu();
  }

  private static NDArray mean(NDArray x) {
    return x.getNDArrayInternal().avgPool(THREE, ONE, ONE, false, false);
  }

  private static NDArray largest(NDArray x, Shape stride, Shape padding) {
    return x.getNDArrayInternal().maxPool(THREE, stride, padding, false);
  }

  private static NDArray channels(NDArray first, NDArray... others) {
    return first.getNDArrayInternal().concat(new NDList(Arrays.asList(others)), 1);
  }

  /// Bilinear by half pixels, without smoothing.
  static float[] resized(float[] image, OutputSize size) {
    float[] resized = new float[3 * SIDE * SIDE];
    int pixels = size.width() * size.height();
    for (int y = 0, at = 0; y < SIDE; y++) {
      double row = Math.max(0, (y + 0.5) * size.height() / SIDE - 0.5);
      int top = (int) row;
      int below = Math.min(top + 1, size.height() - 1);
      double down = row - top;
      for (int x = 0; x < SIDE; x++, at++) {
        double column = Math.max(0, (x + 0.5) * size.width() / SIDE - 0.5);
        int left = (int) column;
        int right = Math.min(left + 1, size.width() - 1);
        double across = column - left;
        for (int c = 0; c < 3; c++) {
          int plane = c * pixels;
          double upper =
              image[plane + top * size.width() + left] * (1 - across)
                  + image[plane + top * size.width() + right] * across;
          double lower =
              image[plane + below * size.width() + left] * (1 - across)
                  + image[plane + below * size.width() + right] * across;
          resized[c * SIDE * SIDE + at] = (float) (upper * (1 - down) + lower * down);
        }
      }
    }
    return resized;
  }

  @Override
  public void close() {
    manager.close();
  }
}
