package io.resail.synth.network;

import ai.djl.pytorch.jni.JniUtils;

/// Whether the calling thread records what a backward pass needs, until closed.
///
/// The engine decides this per thread and begins differently on different threads, so passes that
/// are to be trained on say it here. One thread; nests.
public final class Recording implements AutoCloseable {
  private final boolean before = JniUtils.isGradMode();

  private Recording(boolean on) {
    JniUtils.setGradMode(on);
  }

  /// Passes over parameters that record gradients can be followed back.
  public static Recording on() {
    return new Recording(true);
  }

  /// Passes leave no trace, as in evaluation.
  public static Recording off() {
    return new Recording(false);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
