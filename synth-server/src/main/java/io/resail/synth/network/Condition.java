package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/// What a norm is told, at the resolution of its activations.
///
/// @param oneHot label map, one channel per class, (N, L, H, W); `Sr` of the spec
/// @param guidance RGB in [-1, 1], (N, 3, H, W); `Ir` of the spec
/// @param style what an encoder read from the whole guidance, for the two norms that ask for it
/// @param semantics where passes that follow one another share what they read from the map
public record Condition(
    NDArray oneHot,
    NDArray guidance,
    Optional<NDArray> style,
    Optional<SharedSemantics> semantics) {

  /// The semantic branch of SPADE with the weights at `state`.
  Modulation semantic(State state) {
    return semantics
        .map(shared -> shared.of(state, oneHot))
        .orElseGet(() -> Modulation.semantic(state, oneHot));
  }

  /// The encoder's output.
  ///
  /// @throws IllegalStateException if there is none
  NDArray requiredStyle() {
    return style.orElseThrow(
        () -> new IllegalStateException("this norm needs a style: encode the guidance first"));
  }

  /// The same with another style.
  public Condition with(NDArray otherStyle) {
    return new Condition(oneHot, guidance, Optional.of(otherStyle), semantics);
  }
}
