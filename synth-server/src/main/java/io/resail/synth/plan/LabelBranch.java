package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.synth.label.LabelGrid;
import io.resail.synth.network.LabelRows;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.Arrays;

/// The semantic branch of SPADE by tables: hidden features depend on 3x3 labels, gamma and beta on
/// 5x5, and a map has few different ones.
///
/// @param classTable (9 * (L + 1), h), as [LabelRows] reads it
/// @param hiddenBias (h)
/// @param taps (h, 9 * 2c), as [LabelRows] reads it
/// @param bias (2c), the 1 of gamma included
record LabelBranch(NDArray classTable, NDArray hiddenBias, NDArray taps, NDArray bias) {
  /// Above this part of pixels with a 5x5 neighbourhood of their own, each pixel has its own row.
  private static final double DISTINCT = 0.5;

  /// @param state place of `mlp_shared.0`, `mlp_gamma` and `mlp_beta`
  /// @param share of this branch
  /// @param more added to the bias, (2c): that of another branch, its share taken
  static LabelBranch load(PlanWeights weights, State state, Share share, float[] more) {
    State gamma = state.under("mlp_gamma");
    State beta = state.under("mlp_beta");
    State shared = state.under("mlp_shared.0");
    float[] bias = more.clone();
    addBiases(bias, gamma, beta, share);
    for (int c = 0; c < bias.length / 2; c++) {
      bias[c] += 1;
    }
    return new LabelBranch(
        weights.own(() -> LabelRows.classTable(shared.array("weight"))),
        weights.copied(shared.array("bias")),
        weights.own(
            () ->
                LabelRows.taps(
                    PlanWeights.stacked(
                        gamma.array("weight"), share.gamma(),
                        beta.array("weight"), share.beta()))),
        weights.own(bias, bias.length));
  }

  /// A branch that is alone.
  static LabelBranch load(PlanWeights weights, State state) {
    int channels = (int) state.array("mlp_gamma.bias").size();
    return load(weights, state, Share.WHOLE, new float[2 * channels]);
  }

  /// Adds two biases to (2c).
  static void addBiases(float[] sum, State gamma, State beta, Share share) {
    float[] gammas = gamma.array("bias").toFloatArray();
    float[] betas = beta.array("bias").toFloatArray();
    for (int c = 0; c < gammas.length; c++) {
      sum[c] += share.gamma() * gammas[c];
      sum[gammas.length + c] += share.beta() * betas[c];
    }
  }

  /// Rows of a map, attached to the manager.
  Rows rows(LabelGrid grid, NDManager manager) {
    try (Scratch scratch = new Scratch()) {
      NDArray hidden = Torch.relu(LabelRows.first(grid, classTable, hiddenBias, manager));
      if (grid.five().count() > DISTINCT * grid.pixels()) {
        return new Rows(scratch.keep(perPixel(grid, hidden)), identity(grid.pixels()));
      }
      return new Rows(
          scratch.keep(LabelRows.second(grid, hidden, taps, bias, manager)), grid.five().at());
    }
  }

  /// As the dense network does, features apart.
  private NDArray perPixel(LabelGrid grid, NDArray hidden) {
    NDArray at = hidden.getManager().create(grid.three().at());
    NDArray features =
        PlanOperators.call("rows", at, hidden)
            .reshape(1, grid.height(), grid.width(), hidden.getShape().get(1));
    return PlanOperators.call("conv3_by_taps", features, taps, bias)
        .reshape(grid.pixels(), bias.size());
  }

  private static int[] identity(int pixels) {
    int[] at = new int[pixels];
    Arrays.setAll(at, p -> p);
    return at;
  }
}
