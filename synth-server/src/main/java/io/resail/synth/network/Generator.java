package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import java.util.Optional;

/// Paints a photograph from a label map and guidance (spec 6.4).
///
/// Source: Shi et al., CVPR 2022, on the generator of Park et al., CVPR 2019. Holds no arrays of
/// its own: whoever loaded the [Parameters] closes them. On parameters for evaluation any thread
/// may paint, several at once; on parameters for training one thread.
public final class Generator {
  private final NetworkSettings settings;
  private final State state;

  /// A generator over weights.
  ///
  /// @param state the parameters as a whole, for evaluation or for training
  public Generator(NetworkSettings settings, State state) {
    this.settings = settings;
    this.state = state;
  }

  /// Which generator it is.
  public NetworkSettings settings() {
    return settings;
  }

  /// Paints for a caller who waits as long as it takes.
  ///
  /// @see #paint(NDArray, NDArray, Patience)
  public NDArray paint(NDArray labels, NDArray guidance) {
    return paint(labels, guidance, Patience.endless());
  }

  /// Paints one image per label map.
  ///
  /// Everything made on the way is released before it returns, also when it throws; the arguments
  /// stay open. Which size the arguments have does not change the size painted.
  ///
  /// @param labels class ids below `settings.labels()`, (N, H, W), uint8 or another integer type
  /// @param guidance RGB in [-1, 1], -1 where there is none, (N, 3, H, W), float32
  /// @param patience asked before each block
  /// @return RGB in [-1, 1], (N, 3, settings.height(), settings.width()), float32, attached to the
  ///     manager of `labels`; the caller closes it
  /// @throws FaultException if the caller's patience ends
  /// @throws IllegalArgumentException if the shapes do not fit or an id is no channel
  public NDArray paint(NDArray labels, NDArray guidance, Patience patience) {
    return paint(new Conditions(labels, guidance, settings.labels()), patience);
  }

  /// Paints in a pass that shares what it reads from the label maps with others.
  ///
  /// @see #paint(NDArray, NDArray, Patience)
  public NDArray paint(NDArray labels, NDArray guidance, SharedSemantics semantics) {
    return paint(
        new Conditions(labels, guidance, settings.labels(), Optional.of(semantics)),
        Patience.endless());
  }

  private NDArray paint(Conditions conditions, Patience patience) {
    try (Scratch scratch = new Scratch()) {
      Style style = settings.normalization().style(state, conditions);
      NDArray map = conditions.labelsAt(settings.latentHeight(), settings.latentWidth());
      NDArray x = Layers.conv3x3(state.under("fc"), map);
      int position = 0;
      for (NetworkSettings.Block block : settings.blocks()) {
        patience.check("block " + block.name() + " was painted");
        NDArray next = painted(block, x, conditions, style, position++);
        x.close(); // before the next, larger ones are made
        x = next;
      }
      NDArray painted = Layers.conv3x3(state.under("conv_img"), Torch.leaky(x)).tanh();
      return scratch.keep(settings.light().of(painted, conditions.guidance()));
    }
  }

  private NDArray painted(
      NetworkSettings.Block block, NDArray x, Conditions conditions, Style style, int position) {
    try (Scratch scratch = new Scratch()) {
      NDArray larger = x;
      for (int i = 0; i < block.doublings(); i++) {
        larger = Torch.twice(larger);
      }
      Shape shape = larger.getShape();
      Condition condition = conditions.at(shape.get(2), shape.get(3));
      return scratch.keep(
          ResidualBlock.apply(
              state.under(block.name()),
              settings.normalization().inBlock(block.name()),
              larger,
              style.in(condition, position)));
    }
  }
}
