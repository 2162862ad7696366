package io.resail.tools.evaluation;

import io.resail.synth.engine.Checkpoint;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.tools.sampling.GuidanceSource;

/// A generator with the guidance it is given: one row of a report.
///
/// @param checkpoint the generator
/// @param guidance which units guide it
public record Contender(Checkpoint checkpoint, GuidanceSource guidance) {
  /// What a row of the guidance alone is called.
  String guidanceName() {
    GuidanceRule rule = checkpoint.guidance();
    return "guidance alone, " + words() + (rule == GuidanceRule.INTENDED ? "" : ", " + rule.word());
  }

  private String words() {
    return switch (guidance) {
      case RANK0 -> "best match";
      case COHERENT -> "coherent matches";
      case RANDOM -> "random units";
      case NONE -> "no guidance";
    };
  }

  /// What the row is called.
  ///
  /// @param model what stands for the generator
  String name(String model) {
    return model + ", " + words();
  }
}
