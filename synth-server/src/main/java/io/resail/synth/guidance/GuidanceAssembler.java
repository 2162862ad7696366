package io.resail.synth.guidance;

import io.resail.raster.LabelMap;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
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
  /// @param map that the segments were cut from
  /// @param chosen the segments that have a unit, in the order of spec section 2; one without is
  ///     left out
  /// @param size of the guidance
  public Guidance assemble(LabelMap map, List<ChosenUnit> chosen, OutputSize size) {
    Composition composition = composition(map.width(), map.height(), chosen, size);
    if (rule == GuidanceRule.FITTED) {
      composition.closeGaps(map);
    }
    return composition.guidance(rule, uses(chosen));
  }

  /// The same where the map is not known: by every rule, a segment without a unit stays black.
  ///
  /// @param width of the label map that the segments were cut from
  /// @param height of that map
  public Guidance assemble(int width, int height, List<ChosenUnit> chosen, OutputSize size) {
    return composition(width, height, chosen, size).guidance(rule, uses(chosen));
  }

  private Composition composition(int width, int height, List<ChosenUnit> chosen, OutputSize size) {
    Placement placement = new Placement(width, height, size, rule);
    return new Composition(size, chosen.stream().map(placement::place).toList());
  }

  private static List<Provenance.Use> uses(List<ChosenUnit> chosen) {
    return chosen.stream().map(ChosenUnit::use).toList();
  }
}
