package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Torch;
import java.util.List;
import java.util.function.UnaryOperator;

/// How well discriminator and generator do against each other (spec 7): the mean over each scale's
/// logits, then over the scales.
public enum GanLoss {
  /// The discriminator pushes logits apart by a margin; the paper's.
  HINGE,
  /// Squared distance to 1 for real and 0 for painted.
  LEAST_SQUARES,
  /// Cross entropy of the logistic function.
  ORIGINAL,
  /// Difference of the means (Wasserstein).
  WASSERSTEIN;

  /// The discriminator's loss on photographs.
  ///
  /// @param logits of each scale
  public NDArray ofReal(List<NDArray> logits) {
    return mean(
        logits,
        real ->
            switch (this) {
              case HINGE -> Torch.relu(real.neg().add(1));
              case LEAST_SQUARES -> real.sub(1).square();
              case ORIGINAL -> TrainingOperators.softplus(real.neg());
              case WASSERSTEIN -> real.neg();
            });
  }

  /// The discriminator's loss on painted images.
  public NDArray ofPainted(List<NDArray> logits) {
    return mean(
        logits,
        painted ->
            switch (this) {
              case HINGE -> Torch.relu(painted.add(1));
              case LEAST_SQUARES -> painted.square();
              case ORIGINAL -> TrainingOperators.softplus(painted);
              case WASSERSTEIN -> painted;
            });
  }

  /// The generator's loss on what it painted.
  public NDArray ofGenerator(List<NDArray> logits) {
    return mean(
        logits,
        painted ->
            switch (this) {
              case HINGE, WASSERSTEIN -> painted.neg();
              case LEAST_SQUARES -> painted.sub(1).square();
              case ORIGINAL -> TrainingOperators.softplus(painted.neg());
            });
  }

  private static NDArray mean(List<NDArray> logits, UnaryOperator<NDArray> loss) {
    NDArray sum = Losses.sum(logits.stream().map(each -> loss.apply(each).mean()).toList());
    return Torch.times(sum, 1f / logits.size());
  }
}
