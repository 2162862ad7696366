package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.TorchScript;

/// Operators that only training needs, as PyTorch defines them.
final class TrainingOperators {
  private static final TorchScript LIBRARY =
      new TorchScript(
          """
          def softplus(self, x: Tensor) -> Tensor:
            return torch.softplus(x, 1, 20)

          def class_weights(self, labels: Tensor, channels: Tensor) -> Tensor:
            flat = torch.reshape(torch.to(labels, 4), [-1])
            counts = torch.bincount(flat, None, torch.size(channels, 0))
            present = torch.sum(torch.gt(counts, 0))
            used = torch.mul(torch.clamp_min(counts, 1), present)
            weights = torch.div(torch.sum(counts), used)
            picked = torch.index_select(torch.to(weights, 6), 0, flat)
            return torch.reshape(picked, torch.size(labels))

          def largest_of_four(self, x: Tensor) -> Tensor:
            return torch.max_pool2d(x, [2, 2], [2, 2], [0, 0], [1, 1], False)
          def cross_entropy(self, logits: Tensor, labels: Tensor) -> Tensor:
            index = torch.unsqueeze(torch.to(labels, 4), 1)
            chances = torch.log_softmax(logits, 1, None)
            return torch.neg(torch.squeeze(torch.gather(chances, 1, index), 1))
          """);

  private TrainingOperators() {}

  /// `ln(1 + exp(x))`.
  static NDArray softplus(NDArray x) {
    return LIBRARY.call("softplus", x);
  }

  /// The weight of each pixel's class, `alpha` of the spec: all pixels, divided by the number of
  /// classes present times the pixels of this class.
  ///
  /// @param labels (N, H, W), integers below `channels`
  /// @return (N, H, W), float32
  static NDArray classWeights(NDArray labels, int channels) {
    try (NDArray zeros = labels.getManager().zeros(new Shape(channels))) {
      return LIBRARY.call("class_weights", labels, zeros);
    }
  }

  /// The largest of each 2 x 2 values, at half the size.
  static NDArray largestOfFour(NDArray x) {
    return LIBRARY.call("largest_of_four", x);
  }

  /// Cross entropy of each pixel.
  ///
  /// @param logits (N, L, H, W)
  /// @param labels (N, H, W), integers below L
  /// @return (N, H, W)
  static NDArray crossEntropy(NDArray logits, NDArray labels) {
    return LIBRARY.call("cross_entropy", logits, labels);
  }
}
