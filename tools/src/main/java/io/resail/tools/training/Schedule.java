package io.resail.tools.training;

/// How long a run is, and how its learning rate falls (spec section 8). Immutable, any thread.
///
/// @param seed all chance of a run follows from it
/// @param batch samples a step
/// @param epochs epochs at the full learning rate
/// @param decayEpochs epochs after these, over which the rate falls evenly towards 0
/// @param stepsPerEpoch steps of an epoch; 0 for one pass over the data, its last incomplete batch
///     left out
public record Schedule(long seed, int batch, int epochs, int decayEpochs, int stepsPerEpoch) {
  public Schedule {
    if (batch < 1
        || epochs < 0
        || decayEpochs < 0
        || epochs + decayEpochs < 1
        || stepsPerEpoch < 0) {
      throw new IllegalArgumentException(
          "batch "
              + batch
              + ", "
              + epochs
              + " and "
              + decayEpochs
              + " epochs of "
              + stepsPerEpoch
              + " steps: need a batch and an epoch of at least 1, and no negative number");
    }
  }

  /// Steps of the whole run.
  ///
  /// @param examples in the training data
  public long steps(int examples) {
    return (long) (epochs + decayEpochs) * epochSteps(examples);
  }

  /// What the learning rates are multiplied by in a step, 1 down to above 0.
  ///
  /// @param step from 0
  public double rate(long step, int examples) {
    // The rate is lowered at the end of an epoch, so the first one after the full ones still is
    // one.
    long lowered = step / epochSteps(examples) - epochs;
    return lowered <= 0 ? 1 : 1 - (double) lowered / decayEpochs;
  }

  private int epochSteps(int examples) {
    return stepsPerEpoch > 0 ? stepsPerEpoch : Math.max(1, examples / batch);
  }
}
