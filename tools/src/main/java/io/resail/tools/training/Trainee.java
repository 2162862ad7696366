package io.resail.tools.training;

import io.resail.synth.weights.Weights;
import java.util.List;
import java.util.SequencedMap;

/// Networks in training, with everything their next step depends on. One thread.
///
/// @param <S> what it is trained on
interface Trainee<S> extends AutoCloseable {
  /// Learns from one batch.
  ///
  /// @param rate what the learning rates are multiplied by
  /// @return each loss by name, always the same names in the same order
  SequencedMap<String, Double> step(List<S> batch, double rate);

  /// A copy of all that the next step depends on: a trainee made of it goes on bit for bit.
  Weights state();

  @Override
  void close();
}
