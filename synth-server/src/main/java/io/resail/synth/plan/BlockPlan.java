package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Normalization;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One residual block (spec 6.3): norms by their plans, spectral norm folded into convolutions.
record BlockPlan(NetworkSettings.Block block, Part zero, Part one, Optional<Shortcut> shortcut) {
  private static final float SLOPE = 0.2f;

  /// A norm, an activation and a convolution.
  record Part(NormPlan norm, Convolution convolution) {}

  /// A norm and a 1x1 convolution.
  record Shortcut(NormPlan norm, PackedProduct product) {}

  /// @param state place of the whole generator
  static BlockPlan load(
      PlanWeights weights, Normalization norms, NetworkSettings.Block block, State state) {
    State place = state.under(block.name());
    Normalization norm = norms.inBlock(block.name());
    return new BlockPlan(
        block,
        part(weights, norm, place, "0"),
        part(weights, norm, place, "1"),
        place
            .find("conv_s.weight_orig")
            .map(
                _ ->
                    new Shortcut(
                        NormPlan.of(weights, norm, place.under("norm_s")),
                        weights.pointwise(() -> PlanWeights.folded(place.under("conv_s"))))));
  }

  private static Part part(PlanWeights weights, Normalization norm, State place, String name) {
    State convolution = place.under("conv_" + name);
    return new Part(
        NormPlan.of(weights, norm, place.under("norm_" + name)),
        weights.convolution(
            () -> PlanWeights.folded(convolution), convolution.array("bias").toFloatArray()));
  }

  /// What its norms read from a map: `norm_0`, `norm_1` and, if there is one, `norm_s`.
  ///
  /// @param before of the map that the reading's change is against
  List<Told> told(Reading reading, Optional<List<Told>> before) {
    List<Told> told = new ArrayList<>();
    told.add(zero.norm.told(reading, before.map(List::getFirst)));
    told.add(one.norm.told(reading, before.map(each -> each.get(1))));
    shortcut.ifPresent(each -> told.add(each.norm.told(reading, before.map(List::getLast))));
    return List.copyOf(told);
  }

  /// @param x (1, H', W', in), before the block's doublings
  /// @param grid of the block's input after them
  /// @return (1, H, W, out), on the manager of `x`
  NDArray apply(NDArray x, Grid grid, List<Told> told, Guide guide, LayerTimes times) {
    Grid inside = new Grid(grid.height(), grid.width(), Math.min(block.in(), block.out()), 0);
    try (Scratch scratch = new Scratch()) {
      NDArray middle = modulated(zero, x, grid, told.get(0), guide, times);
      NDArray sum = modulated(one, middle, inside, told.get(1), guide, times);
      middle.close(); // before the shortcut makes arrays as large
      NDArray straight = shortcut(x, grid, told, guide, times);
      return scratch.keep(times.during(LayerKind.BLOCKS, () -> sum.addi(straight)));
    }
  }

  private NDArray shortcut(NDArray x, Grid grid, List<Told> told, Guide guide, LayerTimes times) {
    if (shortcut.isEmpty()) {
      return times.during(LayerKind.BLOCKS, () -> DenseNormPlan.doubled(x, grid));
    }
    Shortcut by = shortcut.get();
    try (Scratch scratch = new Scratch()) {
      NDArray normalized = by.norm.apply(x, grid, told.get(2), guide, 1, times);
      return scratch.keep(times.during(LayerKind.BLOCKS, () -> by.product.apply(normalized)));
    }
  }

  private static NDArray modulated(
      Part part, NDArray x, Grid grid, Told told, Guide guide, LayerTimes times) {
    try (Scratch scratch = new Scratch()) {
      NDArray active = part.norm.apply(x, grid, told, guide, SLOPE, times);
      return scratch.keep(times.during(LayerKind.BLOCKS, () -> part.convolution.apply(active)));
    }
  }
}
