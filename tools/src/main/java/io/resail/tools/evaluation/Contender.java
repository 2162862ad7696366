package io.resail.tools.evaluation;

import io.resail.synth.engine.Checkpoint;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.tools.sampling.GuidanceSource;
import java.util.List;

/// A generator with the guidance it is given: one row of a report.
///
/// @param checkpoint the generator
/// @param guidance which units guide it
public record Contender(Checkpoint checkpoint, GuidanceSource guidance) {
  private static final int HASH_SHOWN = 6;

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

  /// What the row is called where every generator has a model name of its own.
  private String name() {
    return checkpoint.model() + ", " + words();
  }

  /// What the rows of several are called: where generators share a model name, as seeds of one
  /// recipe do, the start of its hash tells each.
  static List<String> names(List<Contender> contenders) {
    return contenders.stream()
        .map(each -> each.isNamesake(contenders) ? each.nameWithHash() : each.name())
        .toList();
  }

  private boolean isNamesake(List<Contender> contenders) {
    return contenders.stream()
        .map(Contender::checkpoint)
        .filter(other -> other.model().equals(checkpoint.model()))
        .anyMatch(other -> !other.hash().equals(checkpoint.hash()));
  }

  private String nameWithHash() {
    return checkpoint.model() + " " + checkpoint.hash().substring(0, HASH_SHOWN) + ", " + words();
  }
}
