package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.label.LabelChange;
import io.resail.synth.label.LabelGrid;
import io.resail.synth.network.LabelRows;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import io.resail.synth.network.Torch;
import java.util.Arrays;
import java.util.Optional;

/// The semantic branch of SPADE by tables: hidden features depend on 3x3 labels, gamma and beta on
/// 5x5, and a map has few different ones.
///
/// @param classTable (9 * (L + 1), h), as [LabelRows] reads it
/// @param hiddenBias (h)
/// @param taps (h, 9 * 2c), as [LabelRows] reads it
/// @param bias (2c), the 1 of gamma included
record LabelBranch(NDArray classTable, NDArray hiddenBias, PackedProduct taps, NDArray bias) {
  /// Above this part of pixels with a 5x5 neighbourhood of their own, each pixel has its own row if
  /// the table of products would be large. A small one is quicker always: laying out the weight for
  /// a convolution takes longer than what it saves.
  private static final double DISTINCT = 0.5;

  private static final long LARGE_BYTES = 64 << 20;

  /// With a larger part of new neighbourhoods than this, a map is read as if none had been before.
  private static final double MOST_FRESH = 0.5;

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
        weights.product(
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

  /// Rows of a map, attached to the reading's manager.
  ///
  /// @param before rows of the map that the reading's change is against
  Rows rows(Reading reading, Optional<Rows> before) {
    LabelGrid grid = reading.map();
    Optional<LabelChange> change =
        reading.change().filter(each -> each.fresh() <= MOST_FRESH * grid.five().count());
    if (change.isPresent() && before.isPresent()) {
      return rows(reading, change.get(), before.get());
    }
    try (Scratch scratch = new Scratch()) {
      NDArray hidden = hidden(grid.three().rowsByTap(grid.classes() + 1), reading);
      if (tooManyPatterns(grid)) {
        return new Rows(scratch.keep(perPixel(grid, hidden)), identity(grid.pixels()));
      }
      return new Rows(
          scratch.keep(second(grid.five().rowsById(), hidden, reading)), grid.five().at());
    }
  }

  /// Only those that are new are computed.
  private Rows rows(Reading reading, LabelChange change, Rows before) {
    int[] sameAs = change.sameAs();
    int[] known = new int[sameAs.length - change.fresh()];
    int[] place = new int[sameAs.length];
    for (int i = 0, old = 0, fresh = known.length; i < sameAs.length; i++) {
      if (sameAs[i] < 0) {
        place[i] = fresh++;
      } else {
        known[old] = before.at()[sameAs[i]];
        place[i] = old++;
      }
    }
    int[] numbers = reading.map().five().at();
    int[] at = new int[numbers.length];
    Arrays.setAll(at, p -> place[numbers[p]]);
    try (Scratch scratch = new Scratch()) {
      NDArray kept = PlanOperators.call("rows", reading.manager().create(known), before.table());
      if (change.fresh() == 0) {
        return new Rows(scratch.keep(kept), at);
      }
      NDArray hidden = hidden(change.threeRows(), reading);
      NDArray made = second(change.fiveRows(), hidden, reading);
      return new Rows(scratch.keep(PlanOperators.call("stacked", kept, made)), at);
    }
  }

  private NDArray hidden(int[] cells, Reading reading) {
    return Torch.relu(LabelRows.first(cells, classTable, hiddenBias, reading.manager()));
  }

  private NDArray second(int[] cells, NDArray hidden, Reading reading) {
    return LabelRows.second(cells, hidden, taps::unwidened, bias, reading.manager());
  }

  private boolean tooManyPatterns(LabelGrid grid) {
    long products = (long) grid.three().count() * taps.matrix().getShape().get(1);
    return grid.five().count() > DISTINCT * grid.pixels() && products * Float.BYTES > LARGE_BYTES;
  }

  /// As the dense network does, features apart.
  private NDArray perPixel(LabelGrid grid, NDArray hidden) {
    NDArray at = hidden.getManager().create(grid.three().at());
    NDArray features =
        PlanOperators.call("rows", at, hidden)
            .reshape(1, grid.height(), grid.width(), hidden.getShape().get(1));
    return PlanOperators.call("conv3_by_taps", features, taps.matrix(), bias)
        .reshape(grid.pixels(), bias.size());
  }

  private static int[] identity(int pixels) {
    int[] at = new int[pixels];
    Arrays.setAll(at, p -> p);
    return at;
  }
}
