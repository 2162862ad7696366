package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;

/// The arrays made on the way to a result; all but the kept ones are released at the end.
///
/// Nests: what an inner scratch keeps, the outer one releases unless it keeps it too; with no outer
/// one it belongs to its manager. Releasing an array that a recorded gradient needs is safe, since
/// the engine holds what its graph needs. One thread.
public final class Scratch implements AutoCloseable {
  private final NDScope scope = new NDScope();
  private final List<NDArray> kept = new ArrayList<>();

  /// Lets an array made since this scratch was opened live on, and gives it back.
  public NDArray keep(NDArray made) {
    NDScope.unregister(made);
    kept.add(made);
    return made;
  }

  @Override
  public void close() {
    scope.close();
    kept.forEach(NDScope::register);
  }
}
