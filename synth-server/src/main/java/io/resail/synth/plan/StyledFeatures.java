package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.State;
import java.util.List;
import java.util.Optional;

/// RESAIL's: three convolutions, the first two styled by what the map's class frequencies give
/// (spec 6.2).
///
/// The strided convolution whose mean is the style is never computed: it is linear in the shares of
/// each class under each of its taps (spec 6.8).
///
/// @param first 3 to h
/// @param second h to h
/// @param third h to h
/// @param shares (2h, 9 L)
/// @param sharesBias (2h)
/// @param mixing (2h, 2h)
/// @param mixingBias (2h)
record StyledFeatures(
    Convolution first,
    Convolution second,
    Convolution third,
    NDArray shares,
    NDArray sharesBias,
    NDArray mixing,
    NDArray mixingBias)
    implements GuidanceFeatures {

  static StyledFeatures load(PlanWeights weights, State state) {
    return new StyledFeatures(
        convolution(weights, state.under("conv1")),
        convolution(weights, state.under("conv2")),
        convolution(weights, state.under("conv3")),
        matrix(weights, state.array("conv_s.weight")),
        weights.copied(state.array("conv_s.bias")),
        matrix(weights, state.array("conv_s2.weight")),
        weights.copied(state.array("conv_s2.bias")));
  }

  private static Convolution convolution(PlanWeights weights, State state) {
    return weights.convolution(() -> state.array("weight"), state.array("bias").toFloatArray());
  }

  private static NDArray matrix(PlanWeights weights, NDArray weight) {
    return weights.own(() -> weight.reshape(weight.getShape().get(0), -1).duplicate());
  }

  @Override
  public Told told(Reading reading, Optional<Told> before) {
    try (Scratch _ = new Scratch()) {
      NDArray under = reading.manager().create(reading.map().sharesUnderTaps());
      NDArray one = PlanOperators.call("times_vector", under, shares, sharesBias);
      NDArray two = PlanOperators.call("times_vector", one, mixing, mixingBias);
      return new Told(List.of(), List.of(one.toFloatArray(), two.toFloatArray()), new int[0]);
    }
  }

  @Override
  public NDArray of(NDArray pixels, Grid grid, Told told) {
    try (Scratch scratch = new Scratch()) {
      NDArray one = styled(first.apply(pixels), grid, told.styles().getFirst());
      NDArray two = styled(second.apply(one), grid, told.styles().getLast());
      one.close(); // before another as large is made
      return scratch.keep(third.apply(two));
    }
  }

  private static NDArray styled(NDArray x, Grid grid, float[] style) {
    Fused.style(Memory.of(x), grid.pixels(), style.length / 2, style);
    return x;
  }
}
