package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/// A scale and a shift per class from two tables, without any convolution (spec 6.10). The names of
/// the tables are ours: the spec gives none.
///
/// Source: Tan et al., "Efficient Semantic Image Synthesis via Class-Adaptive Normalization" (arXiv
/// 2012.04644).
public record CladeNorm() implements Normalization {

  @Override
  public NormKind kind() {
    return NormKind.CLADE;
  }

  /// The scale is used as it is, not added to 1.
  @Override
  public NDArray apply(State state, NDArray x, Condition condition) {
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = Layers.batchNorm(state.under("param_free_norm"), x);
      NDArray scale = looked(state.array("weight"), condition.oneHot());
      NDArray shift = looked(state.array("bias"), condition.oneHot());
      return scratch.keep(normalized.mul(scale).add(shift));
    }
  }

  /// The row of each pixel's class: a 1x1 convolution by the table turned round.
  private static NDArray looked(NDArray table, NDArray oneHot) {
    Shape shape = table.getShape();
    NDArray weight = table.transpose().reshape(shape.get(1), shape.get(0), 1, 1);
    return Torch.conv(oneHot, weight, Optional.empty(), 1, 0);
  }

  @Override
  public void draft(Draft draft, int labels, int channels) {
    draft.under("param_free_norm").statistics(channels);
    draft.array("weight", Start.UNIFORM, labels, channels);
    draft.array("bias", Start.ZERO, labels, channels);
  }
}
