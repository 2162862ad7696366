package io.resail.synth.network;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.network.NetworkSettings.Widths;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;

/// Reads off a state dict which generator it belongs to (names: spec section 11).
public final class Recognition {
  private static final String NORM = "head_0.norm_0.";
  private static final int WIDEST_BLOCK = 16;

  private Recognition() {}

  /// The settings of a generator's state dict.
  ///
  /// @param upsampling how often it doubles, which its weights do not show
  /// @param crop width of its images, which they do not show either
  /// @param aspect width divided by height
  /// @throws FaultException [Fault#WRONG_INPUT] if it is no generator's state dict
  public static NetworkSettings of(
      Weights weights, Upsampling upsampling, int crop, double aspect) {
    long[] first = shape(weights, "fc.weight");
    int labels = (int) first[1];
    int blocks = (int) first[0] / WIDEST_BLOCK;
    NormKind norm = norm(weights, labels);
    int hidden =
        switch (norm) {
          case RESAIL, SIN_SPADE -> size(weights, norm == NormKind.RESAIL ? "conv1" : "conv3");
          case SPADE, SPADE_CAT, STYLE_SPADE -> size(weights, "mlp_shared.0");
          case SEAN -> size(weights, "fc_mu0");
          case NO_NORM, CLADE -> Widths.PAPER.norms();
        };
    Widths widths =
        norm == NormKind.STYLE_SPADE
            ? new Widths(blocks, Widths.PAPER.norms(), hidden)
            : new Widths(blocks, hidden, Widths.PAPER.styleNorms());
    return new NetworkSettings(norm, labels, widths, upsampling, crop, aspect);
  }

  private static NormKind norm(Weights weights, int labels) {
    if (has(weights, "conv_s2")) {
      return NormKind.RESAIL;
    }
    if (has(weights, "spade1.mlp_gamma")) {
      return NormKind.SIN_SPADE;
    }
    if (has(weights, "fc_mu0")) {
      return NormKind.SEAN;
    }
    if (has(weights, "adaIn_params_projection1.0")) {
      return NormKind.STYLE_SPADE;
    }
    if (has(weights, "mlp_shared.0")) {
      return shape(weights, NORM + "mlp_shared.0.weight")[1] == labels
          ? NormKind.SPADE
          : NormKind.SPADE_CAT;
    }
    return has(weights, "mlp_gamma") ? NormKind.NO_NORM : NormKind.CLADE;
  }

  private static boolean has(Weights weights, String layer) {
    return weights.find(NORM + layer + ".weight").isPresent();
  }

  private static int size(Weights weights, String layer) {
    return (int) shape(weights, NORM + layer + ".weight")[0];
  }

  private static long[] shape(Weights weights, String name) {
    return weights
        .find(name)
        .map(Tensor::shape)
        .filter(shape -> shape.length >= 2)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.WRONG_INPUT,
                    name,
                    "weights without a usable '"
                        + name
                        + "' among "
                        + weights.tensors().size()
                        + " tensors: need the state dict of a generator"));
  }
}
