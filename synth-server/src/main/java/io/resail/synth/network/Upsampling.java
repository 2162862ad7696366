package io.resail.synth.network;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Words;

/// How often the generator doubles its latent (spec 6.4).
public enum Upsampling {
  /// Five times.
  NORMAL(5),
  /// Six times: once more between the middle blocks.
  MORE(6),
  /// Seven times: `MORE`, and a last block of half the width.
  MOST(7);

  private final int times;

  Upsampling(int times) {
    this.times = times;
  }

  /// Doublings from the latent to the image.
  public int times() {
    return times;
  }

  /// Its name in settings files: lower case.
  public String word() {
    return Words.of(this);
  }

  /// The one of this word.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is none
  public static Upsampling named(String word) {
    return Words.constant(Upsampling.class, "upsampling", word);
  }
}
