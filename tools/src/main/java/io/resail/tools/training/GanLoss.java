package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Torch;
import java.util.List;
import java.util.function.UnaryOperator;

/// How well discriminator and generator do against each other (spec 7): the mean over each scale's
/// logits, then over the scales.
public enum GanLoss {
  /// The discriminator pushes logits apart by a margin; the paper's.
  HINGE(real -> Torch.relu(real.neg().add(1)), painted -> Torch.relu(painted.add(1)), NDArray::neg),
  /// Squared distance to 1 for real and 0 for painted.
  LEAST_SQUARES(real -> real.sub(1).square(), NDArray::square, painted -> painted.sub(1).square()),
  /// Cross entropy of the logistic function.
  ORIGINAL(
      real -> TrainingOperators.softplus(real.neg()),
      TrainingOperators::softplus,
      painted -> TrainingOperators.softplus(painted.neg())),
  /// Difference of the means (Wasserstein).
  WASSERSTEIN(NDArray::neg, painted -> painted, NDArray::neg);

  private final UnaryOperator<NDArray> real;
  private final UnaryOperator<NDArray> painted;
  private final UnaryOperator<NDArray> generator;

  GanLoss(
      UnaryOperator<NDArray> real,
      UnaryOperator<NDArray> painted,
      UnaryOperator<NDArray> generator) {
    this.real = real;
    this.painted = painted;
    this.generator = generator;
  }

  /// The discriminator's loss on photographs.
  ///
  /// @param logits of each scale
  public NDArray ofReal(List<NDArray> logits) {
    return mean(logits, real);
  }

  /// The discriminator's loss on painted images.
  public NDArray ofPainted(List<NDArray> logits) {
    return mean(logits, painted);
  }

  /// The generator's loss on what it painted.
  public NDArray ofGenerator(List<NDArray> logits) {
    return mean(logits, generator);
  }

  private static NDArray mean(List<NDArray> logits, UnaryOperator<NDArray> loss) {
    return Losses.sum(logits.stream().map(each -> loss.apply(each).mean()).toList())
        .div(logits.size());
  }
}
