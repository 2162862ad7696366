package io.resail.synth.plan;

import io.resail.synth.network.State;

/// Which part of gamma and of beta one of two branches has (spec 6.2, blending).
///
/// @param gamma from 0 to 1
/// @param beta from 0 to 1
record Share(float gamma, float beta) {
  /// That of a branch that is alone.
  static final Share WHOLE = new Share(1, 1);

  /// That of the branch that is told of the guidance.
  static Share ofGuidance(State state) {
    return new Share(logistic(state, "blending_gamma"), logistic(state, "blending_beta"));
  }

  private static float logistic(State state, String name) {
    return (float) (1 / (1 + Math.exp(-state.array(name).toFloatArray()[0])));
  }

  /// That of the other branch.
  Share rest() {
    return new Share(1 - gamma, 1 - beta);
  }
}
