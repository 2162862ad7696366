package io.resail.tools.golden;

import io.resail.synth.weights.Weights;

/// The part of our code that answers for some golden files.
interface GoldenSubject {
  /// Whether it answers for the file of that name, given without its ending.
  boolean answersFor(String file);

  /// Computes every case of a file again.
  ///
  /// @param cases told of each
  void check(Weights golden, Cases cases);
}
