package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.synth.network.Recording;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The parts of one network's loss, by name and weighted; their plain sum is what is followed back.
public final class Terms {
  private final SequencedMap<String, NDArray> byName = new LinkedHashMap<>();

  void add(String name, NDArray weighted) {
    byName.put(name, weighted);
  }

  /// The parts, single numbers, in the order they were added; read-only.
  public SequencedMap<String, NDArray> byName() {
    return Collections.unmodifiableSequencedMap(byName);
  }

  /// Their sum.
  public NDArray total() {
    return Losses.sum(List.copyOf(byName.values()));
  }

  /// Adds the gradients of the sum to those the parameters have.
  public void followBack() {
    try (Recording _ = Recording.on()) {
      PtNDArray total = (PtNDArray) total();
      JniUtils.backward(total, (PtNDArray) total.onesLike(), false, false);
    }
  }
}
