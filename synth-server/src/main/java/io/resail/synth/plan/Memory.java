package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;

/// The elements of a float32 array in the engine's own memory: valid while the array is open.
final class Memory {
  private Memory() {}

  static MemorySegment of(NDArray array) {
    return MemorySegment.ofBuffer(JniUtils.getByteBuffer((PtNDArray) array, true));
  }
}
