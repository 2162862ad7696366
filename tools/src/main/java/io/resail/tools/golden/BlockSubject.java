package io.resail.tools.golden;

import io.resail.synth.network.Normalization;
import io.resail.synth.network.ResidualBlock;
import io.resail.synth.weights.Weights;

/// One residual block (spec 6.3).
final class BlockSubject implements GoldenSubject {
  @Override
  public boolean answersFor(String file) {
    return file.startsWith("block_");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    int hidden = Integer.parseInt(golden.word("hidden"));
    Normalization norm = Reference.norm(golden.word("norm")).of(hidden, hidden);
    ModulePasses.check(
        golden, cases, (state, x, condition) -> ResidualBlock.apply(state, norm, x, condition));
  }
}
