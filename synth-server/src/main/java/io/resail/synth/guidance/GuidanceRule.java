package io.resail.synth.guidance;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Words;

/// How the layers of a guidance become one picture (spec section 4).
public enum GuidanceRule {
  /// Each pixel is written once: objects may spill over background, never over each other.
  INTENDED,
  /// Every unit fills its segment and nothing else: what would spill is cut, and where the unit
  /// does not reach, its nearest colour goes on. Where the map has a label and no unit, since the
  /// area rule leaves the segment out or nothing matched, the nearest colour of that label goes on.
  /// So no pixel shows a class that the map does not have there. Not in the paper.
  FITTED,
  /// What the released code computes: overlapping spills are added up, and the inside of every
  /// segment a second time, so that values reach 3. For checkpoints trained with that code.
  RELEASED;

  /// How files and commands call it.
  public String word() {
    return Words.of(this);
  }

  /// The rule called so.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming those that there are
  public static GuidanceRule named(String word) {
    return Words.constant(GuidanceRule.class, "guidance", word);
  }
}
