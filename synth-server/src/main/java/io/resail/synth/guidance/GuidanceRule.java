package io.resail.synth.guidance;

/// How the layers of a guidance become one picture (spec section 4).
public enum GuidanceRule {
  /// Each pixel is written once: objects may spill over background, never over each other.
  INTENDED,
  /// What the released code computes: overlapping spills are added up, and the inside of every
  /// segment a second time, so that values reach 3. For checkpoints trained with that code.
  RELEASED
}
