package io.resail.synth.network;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.util.Arrays;

/// The names of the norms, for settings files and command lines.
public enum NormKind {
  /// The paper's norm: [ResailNorm].
  RESAIL,
  /// [SpadeNorm].
  SPADE,
  /// [SpadeCatNorm].
  SPADE_CAT,
  /// [NoNorm].
  NO_NORM,
  /// [SinSpadeNorm].
  SIN_SPADE,
  /// [StyleSpadeNorm].
  STYLE_SPADE,
  /// [AceNorm].
  SEAN,
  /// [CladeNorm].
  CLADE;

  /// The kind of this name, in any case.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is none
  public static NormKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.WRONG_INPUT,
                    "normalization",
                    "no normalization '" + name + "': need one of " + Arrays.toString(values())));
  }

  /// Whether it sees the guidance; one that does not modulates by the label map alone.
  public boolean readsGuidance() {
    return this != SPADE && this != CLADE;
  }

  /// The norm of this kind.
  ///
  /// @param hidden width of the convolutions inside norms, 128 in the paper
  /// @param styleHidden that of [StyleSpadeNorm], 256 in the paper
  public Normalization of(int hidden, int styleHidden) {
    return switch (this) {
      case RESAIL -> new ResailNorm(hidden);
      case SPADE -> new SpadeNorm(hidden);
      case SPADE_CAT -> new SpadeCatNorm(hidden);
      case NO_NORM -> new NoNorm();
      case SIN_SPADE -> new SinSpadeNorm(hidden);
      case STYLE_SPADE -> new StyleSpadeNorm(styleHidden);
      case SEAN -> new AceNorm(hidden);
      case CLADE -> new CladeNorm();
    };
  }
}
