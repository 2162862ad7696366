package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Torch;
import java.util.ArrayList;
import java.util.List;

/// What the generator is trained to make small, besides [GanLoss] (spec 7). Each gives one number,
/// without its weight in the whole.
public final class Losses {
  /// Shares of the five feature layers of VGG-19, the finest first.
  private static final float[] PERCEPTUAL = {1 / 32f, 1 / 16f, 1 / 8f, 1 / 4f, 1};

  private Losses() {}

  /// How far the discriminator's features of a painted image are from those of the photograph: the
  /// sum over scales and layers of the mean absolute difference, divided by the number of scales.
  /// No gradient flows into the photograph's.
  ///
  /// Source: Wang et al., CVPR 2018.
  public static NDArray featureMatching(Judgement painted, Judgement real) {
    try (Scratch scratch = new Scratch()) {
      List<NDArray> terms = new ArrayList<>();
      for (int scale = 0; scale < painted.scales().size(); scale++) {
        List<NDArray> layers = painted.scales().get(scale);
        terms.addAll(distances(layers.subList(0, layers.size() - 1), real.scales().get(scale)));
      }
      return scratch.keep(Torch.times(sum(terms), 1f / painted.scales().size()));
    }
  }

  /// How far VGG-19's features of a painted image are from those of the photograph: mean absolute
  /// differences, the last of five layers counting most.
  ///
  /// Source: Johnson et al., ECCV 2016.
  ///
  /// @param painted five layers' features, the finest first
  public static NDArray perceptual(List<NDArray> painted, List<NDArray> real) {
    try (Scratch scratch = new Scratch()) {
      List<NDArray> distances = distances(painted, real);
      List<NDArray> terms = new ArrayList<>();
      for (int layer = 0; layer < PERCEPTUAL.length; layer++) {
        terms.add(Torch.times(distances.get(layer), PERCEPTUAL[layer]));
      }
      return scratch.keep(sum(terms));
    }
  }

  /// [#perceptual] by the features of a network whose layers are of one magnitude, as network T's
  /// are by their spectral norm: every layer counts alike. With VGG-19's shares almost nothing but
  /// the coarsest layer would.
  ///
  /// @param painted any number of layers' features, as many as `real`
  public static NDArray perceptualAlike(List<NDArray> painted, List<NDArray> real) {
    try (Scratch scratch = new Scratch()) {
      return scratch.keep(sum(distances(painted, real)));
    }
  }

  /// Class-balanced cross entropy of what a segmentation network sees: rare classes count as much
  /// as common ones.
  ///
  /// @param logits (N, L, H, W)
  /// @param labels (N, H, W), integers below L; no class is left out
  public static NDArray segmentation(NDArray logits, NDArray labels) {
    int channels = Math.toIntExact(logits.getShape().get(1));
    try (Scratch scratch = new Scratch()) {
      NDArray weights = TrainingOperators.classWeights(labels, channels);
      return scratch.keep(TrainingOperators.crossEntropy(logits, labels).mul(weights).mean());
    }
  }

  /// The weight of each pixel's class in [#segmentation], `alpha` of the spec.
  ///
  /// @param labels (N, H, W), integers below `channels`
  /// @return (N, H, W)
  public static NDArray classWeights(NDArray labels, int channels) {
    return TrainingOperators.classWeights(labels, channels);
  }

  /// Divergence of a normal distribution from the standard one.
  ///
  /// @param mean its means
  /// @param logVariance the logarithms of its variances
  public static NDArray divergence(NDArray mean, NDArray logVariance) {
    try (Scratch scratch = new Scratch()) {
      NDArray each = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
      return scratch.keep(Torch.times(each.sum(), -0.5f));
    }
  }

  /// Of each layer of `moved` from the same of `fixed`.
  private static List<NDArray> distances(List<NDArray> moved, List<NDArray> fixed) {
    List<NDArray> distances = new ArrayList<>();
    for (int layer = 0; layer < moved.size(); layer++) {
      distances.add(distance(moved.get(layer), fixed.get(layer)));
    }
    return distances;
  }

  private static NDArray distance(NDArray moved, NDArray fixed) {
    return moved.sub(fixed.stopGradient()).abs().mean();
  }

  /// The sum of single numbers, of which there is at least one.
  static NDArray sum(List<NDArray> terms) {
    NDArray sum = terms.getFirst();
    for (NDArray term : terms.subList(1, terms.size())) {
      sum = sum.add(term);
    }
    return sum;
  }
}
