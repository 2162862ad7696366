package io.resail.tools.golden;

import io.resail.synth.network.Normalization;
import io.resail.synth.weights.Weights;

/// One norm by itself (spec 6.2 and 6.9).
final class NormSubject implements GoldenSubject {
  @Override
  public boolean answersFor(String file) {
    return file.startsWith("norm_");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    Normalization norm =
        Reference.norm(golden.word("norm"))
            .of(
                Integer.parseInt(golden.word("hidden")),
                Integer.parseInt(golden.word("style_hidden")));
    ModulePasses.check(golden, cases, norm::apply);
  }
}
