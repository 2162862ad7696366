package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.resail.synth.network.Condition;
import io.resail.synth.network.Conditions;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Style;
import io.resail.synth.network.Torch;
import org.jspecify.annotations.Nullable;

/// What the norms of one block are told of the guidance, made when first asked for. Closing
/// releases it. One thread.
final class Guide implements AutoCloseable {
  private final Conditions conditions;
  private final Style style;
  private final int block;
  private final Grid grid;
  private @Nullable NDArray pixels;
  private @Nullable Condition condition;

  Guide(Conditions conditions, Style style, int block, Grid grid) {
    this.conditions = conditions;
    this.style = style;
    this.block = block;
    this.grid = grid;
  }

  /// The guidance at the block's size, (1, H, W, 3).
  NDArray pixels() {
    NDArray known = pixels;
    if (known == null) {
      NDArray guidance = conditions.guidance();
      try (Scratch scratch = new Scratch()) {
        NDArray like = guidance.getManager().zeros(new Shape(grid.height(), grid.width()));
        NDArray resized = Torch.bilinear(guidance, like);
        known = scratch.keep(PlanOperators.call("channels_last", resized));
      }
      NDScope.unregister(known);
      pixels = known;
    }
    return known;
  }

  /// What the dense network's norms are told.
  Condition condition() {
    Condition known = condition;
    if (known == null) {
      known = style.in(conditions.at(grid.height(), grid.width()), block);
      NDScope.unregister(known.oneHot(), known.guidance());
      condition = known;
    }
    return known;
  }

  @Override
  public void close() {
    NDArray known = pixels;
    if (known != null) {
      known.close();
    }
    Condition told = condition;
    if (told != null) {
      told.oneHot().close();
      told.guidance().close();
    }
  }
}
