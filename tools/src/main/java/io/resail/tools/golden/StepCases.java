package io.resail.tools.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.resail.synth.network.Blueprint;
import io.resail.synth.weights.Weights;
import java.util.HashSet;
import java.util.Set;

/// What a step of Adam leaves to compare.
///
/// With `beta1` 0 the first step moves each element by the whole learning rate against the sign of
/// its gradient. Where the gradient is smaller than its own rounding noise the sign is chance: such
/// elements are compared apart, within what chance allows. The reference's noise is 1.3e-5 in a
/// gradient, 4e-5 of a tensor's largest, 6e-6 in a parameter; the bounds on gradients are ten times
/// that.
final class StepCases {
  private static final double GRADIENT = 1.3e-4;
  private static final double GRADIENT_SHARE = 4e-4;

  /// The reference's own noise, absolute: a difference below it says nothing of the share that it
  /// is of a small gradient, such as that of a blending scalar, where millions of terms cancel.
  /// Processors without AVX-512 differ there by up to 3e-6 of 4e-3.
  private static final double NOISE = 1.3e-5;
  private static final double PARAMETER = 6e-6;

  private final Weights golden;
  private final Cases cases;
  private final Set<String> cancelled;

  StepCases(Weights golden, Cases cases) {
    this.golden = golden;
    this.cases = cases;
    this.cancelled = cancelled(golden);
  }

  /// Biases that a norm behind them cancels: their gradient is nothing but noise.
  private static Set<String> cancelled(Weights golden) {
    Set<String> names = new HashSet<>();
    try {
      for (JsonNode name : new ObjectMapper().readTree(golden.word("zero_gradient_params"))) {
        names.add(name.asText());
      }
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("zero_gradient_params is not JSON", wrong);
    }
    return names;
  }

  /// Gradients, absolute, and what is beyond noise as a share of each tensor's largest.
  void gradients(String name, Weights ours) {
    Weights expected = golden.under(name + ".");
    cases.together(name, GRADIENT, expected, () -> ours);
    cases.guard(
        name + " share",
        () -> {
          double worst = 0;
          for (String each : expected.tensors().keySet()) {
            float[] wanted = expected.tensor(each).floats();
            double whole = largest(wanted, new float[wanted.length]);
            if (whole > 0 && !cancelled.contains(each)) {
              double beyond = largest(wanted, ours.tensor(each).floats()) - NOISE;
              worst = Math.max(worst, beyond / whole);
            }
          }
          cases.add(name + " share", worst, GRADIENT_SHARE);
        });
  }

  /// Parameters after a step: those whose gradient has a sure sign, then the others.
  void moved(String name, String gradients, Weights ours, double rate) {
    cases.guard(
        name,
        () -> {
          Weights expected = golden.under(name + ".");
          double sure = 0;
          double chance = 0;
          for (String each : golden.under(gradients + ".").tensors().keySet()) {
            float[] gradient = golden.tensor(gradients + "." + each).floats();
            float[] wanted = expected.tensor(each).floats();
            float[] found = ours.tensor(each).floats();
            for (int i = 0; i < wanted.length; i++) {
              double error = Math.abs((double) wanted[i] - found[i]);
              if (Math.abs(gradient[i]) > GRADIENT) {
                sure = Math.max(sure, error);
              } else {
                chance = Math.max(chance, error);
              }
            }
          }
          cases.add(name, sure, PARAMETER);
          cases.add(name + " of small gradient", chance, 2.2 * rate);
        });
    statistics(name, ours, ArrayCases.BOUND);
  }

  /// Parameters whose gradient cancels move by at most one learning rate, whichever way.
  void cancelled(String name, Weights ours, double rate) {
    cases.guard(
        name + " of no gradient",
        () -> {
          double worst = 0;
          for (String each : cancelled) {
            worst =
                Math.max(
                    worst,
                    largest(golden.tensor("init.G." + each).floats(), ours.tensor(each).floats()));
          }
          cases.add(name + " of no gradient", worst, 1.1 * rate);
        });
  }

  /// Running statistics and spectral vectors.
  void statistics(String name, Weights ours, double bound) {
    Weights all = golden.under(name + ".");
    cases.together(
        name + " statistics",
        bound,
        all.chosen(each -> !Blueprint.isLearned(each) && all.tensor(each).type().isFloat()),
        () -> ours);
  }

  private static double largest(float[] wanted, float[] found) {
    double largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs((double) wanted[i] - found[i]));
    }
    return largest;
  }
}
