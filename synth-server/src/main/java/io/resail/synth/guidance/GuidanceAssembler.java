package io.resail.synth.guidance;

import io.resail.synthesis.OutputSize;
import java.util.List;

/// Matched units to guidance: each unit into its segment's box, all of them into one picture (spec
/// section 4). Immutable, any thread.
public final class GuidanceAssembler {
  private final GuidanceRule rule;

  /// An assembler by the given rule.
  public GuidanceAssembler(GuidanceRule rule) {
    this.rule = rule;
  }

  /// The guidance of a label map.
  ///
  /// @param width of the label map that the segments were cut from
  /// @param height of that map
  /// @param chosen the segments that have a unit, in the order of spec section 2; one without is
  ///     left out
  /// @param size of the guidance
  public Guidance assemble(int width, int height, List<ChosenUnit> chosen, OutputSize size) {
    Placement placement = new Placement(width, height, size, rule);
    return Composition.of(
        size,
        chosen.stream().map(placement::place).toList(),
        rule,
        chosen.stream().map(ChosenUnit::use).toList());
  }
}
