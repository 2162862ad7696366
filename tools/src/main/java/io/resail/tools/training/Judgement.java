package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Scratch;
import java.util.List;

/// What a discriminator made of images.
///
/// @param scales per scale, the layers' outputs; the last of each are the logits, (N, 1, ...),
///     higher for photographs
public record Judgement(List<List<NDArray>> scales) {

  /// Logits of each scale.
  List<NDArray> logits() {
    return scales.stream().map(List::getLast).toList();
  }

  /// The part about images `from` (inclusive) to `to` (exclusive).
  Judgement part(long from, long to) {
    return new Judgement(
        scales.stream()
            .map(layers -> layers.stream().map(x -> x.get(from + ":" + to)).toList())
            .toList());
  }

  Judgement keptBy(Scratch scratch) {
    scales.forEach(layers -> layers.forEach(scratch::keep));
    return this;
  }
}
