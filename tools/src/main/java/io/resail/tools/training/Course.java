package io.resail.tools.training;

import io.resail.synth.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What is trained, on what, and what is shown of it.
///
/// @param <S> what it is trained on
interface Course<S> {
  /// How many examples there are.
  int examples();

  /// Makes one sample; any thread.
  S sample(int example, SplittableRandom random);

  /// Which example a sample is of, for messages.
  String name(S sample);

  /// The networks as they begin, or as they were.
  ///
  /// @param state what [Trainee#state] gave; empty to begin
  Trainee<S> begin(Optional<Weights> state);

  /// Writes pictures of what has been learnt.
  ///
  /// @return the files written
  List<Path> illustrate(Trainee<S> trainee, long steps, RunFolder folder);

  /// Writes what is used later: called with every checkpoint and at the end.
  ///
  /// @return the files written
  List<Path> deliver(Trainee<S> trainee, long steps, RunFolder folder);
}
