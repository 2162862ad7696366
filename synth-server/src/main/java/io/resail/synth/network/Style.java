package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// What an encoder read from the guidance as a whole, per block of the generator.
///
/// @param perBlock one array per block in the generator's order; one for all of them; or none
public record Style(List<NDArray> perBlock) {
  /// No style.
  public static final Style NONE = new Style(List.of());

  /// The condition with the style of one block in it.
  public Condition in(Condition condition, int block) {
    return perBlock.isEmpty()
        ? condition
        : condition.with(perBlock.get(Math.min(block, perBlock.size() - 1)));
  }
}
