package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.AceNorm;
import io.resail.synth.network.CladeNorm;
import io.resail.synth.network.NoNorm;
import io.resail.synth.network.Normalization;
import io.resail.synth.network.ResailNorm;
import io.resail.synth.network.SinSpadeNorm;
import io.resail.synth.network.SpadeCatNorm;
import io.resail.synth.network.SpadeNorm;
import io.resail.synth.network.State;
import io.resail.synth.network.StyleSpadeNorm;
import java.util.Optional;

/// How one norm of one block is computed, in two steps: from the map alone, then with activations
/// and guidance.
sealed interface NormPlan permits LabelPlan, GuidedPlan, ClassPlan, DenseNormPlan {

  /// The plan of a norm.
  ///
  /// @param state place of its weights
  static NormPlan of(PlanWeights weights, Normalization norm, State state) {
    return switch (norm) {
      case SpadeNorm _ -> LabelPlan.load(weights, state);
      case ResailNorm _ -> GuidedPlan.load(weights, state, StyledFeatures.load(weights, state));
      case SinSpadeNorm _ -> GuidedPlan.load(weights, state, SpadedFeatures.load(weights, state));
      case CladeNorm _ -> ClassPlan.load(weights, state);
      case SpadeCatNorm _, NoNorm _, StyleSpadeNorm _, AceNorm _ -> new DenseNormPlan(norm, state);
    };
  }

  /// What the norm reads from a map at its block's size.
  ///
  /// @param before what it read from the map that the reading's change is against
  Told told(Reading reading, Optional<Told> before);

  /// Normalises, modulates and activates.
  ///
  /// @param x activations before the grid's doublings, (1, H', W', c)
  /// @param slope of the activation below 0; 1 for none
  /// @return (1, H, W, c), on the manager of `x`
  NDArray apply(NDArray x, Grid grid, Told told, Guide guide, float slope, LayerTimes times);
}
