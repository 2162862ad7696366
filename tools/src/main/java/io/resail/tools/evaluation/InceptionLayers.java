package io.resail.tools.evaluation;

import java.util.ArrayList;
import java.util.List;

/// The convolutions of Inception-v3 by name, without the classifier.
///
/// Source: Szegedy et al., CVPR 2016; names as torchvision has them.
final class InceptionLayers {
  static final List<Layer> ALL = all();

  private InceptionLayers() {}

  /// One convolution.
  ///
  /// @param in channels it reads
  /// @param out channels it gives
  /// @param high rows of its kernel
  /// @param wide columns of its kernel
  record Layer(String name, int in, int out, int high, int wide) {
    long[] shape() {
      return new long[] {out, in, high, wide};
    }
  }

  private static List<Layer> all() {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer("Conv2d_1a_3x3", 3, 32, 3, 3));
    layers.add(new Layer("Conv2d_2a_3x3", 32, 32, 3, 3));
    layers.add(new Layer("Conv2d_2b_3x3", 32, 64, 3, 3));
    layers.add(new Layer("Conv2d_3b_1x1", 64, 80, 1, 1));
    layers.add(new Layer("Conv2d_4a_3x3", 80, 192, 3, 3));
    fives(layers, "Mixed_5b.", 192, 32);
    fives(layers, "Mixed_5c.", 256, 64);
    fives(layers, "Mixed_5d.", 288, 64);
    layers.add(new Layer("Mixed_6a.branch3x3", 288, 384, 3, 3));
    layers.add(new Layer("Mixed_6a.branch3x3dbl_1", 288, 64, 1, 1));
    layers.add(new Layer("Mixed_6a.branch3x3dbl_2", 64, 96, 3, 3));
    layers.add(new Layer("Mixed_6a.branch3x3dbl_3", 96, 96, 3, 3));
    sevens(layers, "Mixed_6b.", 128);
    sevens(layers, "Mixed_6c.", 160);
    sevens(layers, "Mixed_6d.", 160);
    sevens(layers, "Mixed_6e.", 192);
    layers.add(new Layer("Mixed_7a.branch3x3_1", 768, 192, 1, 1));
    layers.add(new Layer("Mixed_7a.branch3x3_2", 192, 320, 3, 3));
    layers.add(new Layer("Mixed_7a.branch7x7x3_1", 768, 192, 1, 1));
    layers.add(new Layer("Mixed_7a.branch7x7x3_2", 192, 192, 1, 7));
    layers.add(new Layer("Mixed_7a.branch7x7x3_3", 192, 192, 7, 1));
    layers.add(new Layer("Mixed_7a.branch7x7x3_4", 192, 192, 3, 3));
    threes(layers, "Mixed_7b.", 1280);
    threes(layers, "Mixed_7c.", 2048);
    return List.copyOf(layers);
  }

  private static void fives(List<Layer> layers, String block, int in, int pool) {
    layers.add(new Layer(block + "branch1x1", in, 64, 1, 1));
    layers.add(new Layer(block + "branch5x5_1", in, 48, 1, 1));
    layers.add(new Layer(block + "branch5x5_2", 48, 64, 5, 5));
    layers.add(new Layer(block + "branch3x3dbl_1", in, 64, 1, 1));
    layers.add(new Layer(block + "branch3x3dbl_2", 64, 96, 3, 3));
    layers.add(new Layer(block + "branch3x3dbl_3", 96, 96, 3, 3));
    layers.add(new Layer(block + "branch_pool", in, pool, 1, 1));
  }

  private static void sevens(List<Layer> layers, String block, int inside) {
    layers.add(new Layer(block + "branch1x1", 768, 192, 1, 1));
    layers.add(new Layer(block + "branch7x7_1", 768, inside, 1, 1));
    layers.add(new Layer(block + "branch7x7_2", inside, inside, 1, 7));
    layers.add(new Layer(block + "branch7x7_3", inside, 192, 7, 1));
    layers.add(new Layer(block + "branch7x7dbl_1", 768, inside, 1, 1));
    layers.add(new Layer(block + "branch7x7dbl_2", inside, inside, 7, 1));
    layers.add(new Layer(block + "branch7x7dbl_3", inside, inside, 1, 7));
    layers.add(new Layer(block + "branch7x7dbl_4", inside, inside, 7, 1));
    layers.add(new Layer(block + "branch7x7dbl_5", inside, 192, 1, 7));
    layers.add(new Layer(block + "branch_pool", 768, 192, 1, 1));
  }

  private static void threes(List<Layer> layers, String block, int in) {
    layers.add(new Layer(block + "branch1x1", in, 320, 1, 1));
    layers.add(new Layer(block + "branch3x3_1", in, 384, 1, 1));
    layers.add(new Layer(block + "branch3x3_2a", 384, 384, 1, 3));
    layers.add(new Layer(block + "branch3x3_2b", 384, 384, 3, 1));
    layers.add(new Layer(block + "branch3x3dbl_1", in, 448, 1, 1));
    layers.add(new Layer(block + "branch3x3dbl_2", 448, 384, 3, 3));
    layers.add(new Layer(block + "branch3x3dbl_3a", 384, 384, 1, 3));
    layers.add(new Layer(block + "branch3x3dbl_3b", 384, 384, 3, 1));
    layers.add(new Layer(block + "branch_pool", in, 192, 1, 1));
  }
}
