package io.resail.synth.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.cuda.CudaUtils;
import io.resail.synth.network.Precision;
import java.util.OptionalLong;

/// Where arrays of a device lie, how much room there is, and in which numbers it is fast.
/// Immutable, any thread, after the native engine has started.
record Accelerator(Device place, Precision precision) {
  private static final int MOST_GPUS = 16;

  static Accelerator processor() {
    return new Accelerator(Device.cpu(), Precision.FLOAT32);
  }

  static Accelerator gpu(int index) {
    return new Accelerator(Device.gpu(index), Precision.FLOAT16);
  }

  /// GPUs that work. One counts if it can add, since what the driver's own library counts is
  /// neither needed for work nor enough for it.
  static int gpus() {
    if (!Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA)) {
      return 0;
    }
    int count = 0;
    while (count < MOST_GPUS && gpu(count).works()) {
      count++;
    }
    return count;
  }

  /// The first GPU that works, else the processor.
  static Accelerator best() {
    return gpus() > 0 ? gpu(0) : processor();
  }

  private boolean works() {
    try (NDManager manager = newManager();
        NDArray one = manager.ones(new Shape(1));
        NDArray two = one.add(one)) {
      return two.toFloatArray()[0] == 2;
    } catch (EngineException e) {
      return false; // No driver, or no such GPU.
    }
  }

  NDManager newManager() {
    return Engine.getEngine("PyTorch").newBaseManager(place);
  }

  /// Bytes there are for painting: those of the GPU, or those of the machine beside Java's heap.
  OptionalLong memory() {
    if (place.isGpu()) {
      return ofGpu(Figure.ALL);
    }
    OptionalLong machine = NativeMemory.machine();
    return machine.isEmpty()
        ? machine
        : OptionalLong.of(Math.max(0, machine.getAsLong() - Runtime.getRuntime().maxMemory()));
  }

  /// Bytes in use: on the GPU by whomever, else by native code of this process.
  OptionalLong memoryUsed() {
    return place.isGpu() ? ofGpu(Figure.USED) : NativeMemory.inUse();
  }

  private enum Figure {
    ALL,
    USED
  }

  private OptionalLong ofGpu(Figure figure) {
    try {
      var memory = CudaUtils.getGpuMemory(place);
      return OptionalLong.of(figure == Figure.ALL ? memory.getMax() : memory.getUsed());
    } catch (IllegalArgumentException | UnsupportedOperationException | UnsatisfiedLinkError e) {
      return OptionalLong.empty(); // The library that tells need not be there for work.
    }
  }
}
