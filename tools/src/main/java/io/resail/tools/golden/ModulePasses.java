package io.resail.tools.golden;

import ai.djl.ndarray.NDArray;
import io.resail.synth.network.Condition;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.State;
import io.resail.synth.weights.Weights;
import java.util.Map;

/// One module run in evaluation and in training on the inputs of a golden file.
final class ModulePasses {
  private static final String AFTER = "train.after";

  private ModulePasses() {}

  /// What computes the output: `x` of the file, under the condition of the file.
  interface Module {
    NDArray apply(State state, NDArray x, Condition condition);
  }

  /// Compares `eval.out`, `train.out` and, as one case, every `train.after.*` of the file.
  static void check(Weights golden, Cases cases, Module module) {
    try (ArrayCases arrays = new ArrayCases(golden, cases)) {
      NDArray x = arrays.array("in.x");
      Condition condition = condition(golden, arrays, x);
      Parameters parameters = arrays.parameters("state.");
      arrays.compare(
          "eval.out", ArrayCases.BOUND, () -> module.apply(parameters.evaluation(), x, condition));
      arrays.compare(
          "train.out", ArrayCases.BOUND, () -> module.apply(parameters.training(), x, condition));
      cases.together(
          AFTER, ArrayCases.BOUND, golden.under(AFTER + "."), () -> parameters.weights(Map.of()));
    }
  }

  private static Condition condition(Weights golden, ArrayCases arrays, NDArray x) {
    Condition condition = arrays.conditions("").at(x.getShape().get(2), x.getShape().get(3));
    for (String style : new String[] {"in.z", "in.style_codes"}) {
      if (golden.find(style).isPresent()) {
        return condition.with(arrays.array(style));
      }
    }
    return condition;
  }
}
