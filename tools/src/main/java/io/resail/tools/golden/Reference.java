package io.resail.tools.golden;

import io.resail.synth.network.NormKind;

/// What the reference implementation calls the norms.
final class Reference {
  private Reference() {}

  /// The norm whose class in the reference has this name.
  ///
  /// @throws IllegalArgumentException if we have none
  static NormKind norm(String name) {
    return switch (name) {
      case "SIN" -> NormKind.RESAIL;
      case "SPADE" -> NormKind.SPADE;
      case "SPADE_CAT" -> NormKind.SPADE_CAT;
      case "No_norm" -> NormKind.NO_NORM;
      case "SIN_SPADE" -> NormKind.SIN_SPADE;
      case "StyleSPADE" -> NormKind.STYLE_SPADE;
      case "ACE" -> NormKind.SEAN;
      case "CLADE" -> NormKind.CLADE;
      default -> throw new IllegalArgumentException("no norm of ours is called '" + name + "'");
    };
  }
}
