package io.resail.synth.engine;

import io.resail.synth.network.Arithmetic;
import io.resail.synthesis.DeviceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The devices of this machine that paint: a model is loaded onto all of them, and its batches take
/// them in turn. Any thread. Close it after the painters.
public final class Devices implements AutoCloseable {
  private final List<DeviceThread> threads;
  private final Arithmetic arithmetic;

  /// Devices of a kind, closed with this.
  ///
  /// @param threads at least one
  /// @param arithmetic of a processor's convolutions
  Devices(List<DeviceThread> threads, Arithmetic arithmetic) {
    if (threads.isEmpty()) {
      throw new IllegalArgumentException("no device: need at least one");
    }
    this.threads = List.copyOf(threads);
    this.arithmetic = arithmetic;
  }

  /// What this machine has: its GPUs if it has any that work, else the processor.
  ///
  /// @param threads that one operator of the processor uses
  /// @param memoryBudget bytes that weights and activations may take together on each device; empty
  ///     for the usual
  /// @param arithmetic of the processor's convolutions; GPUs have their own
  public static Devices open(int threads, OptionalLong memoryBudget, Arithmetic arithmetic) {
    NativeEngine.start(threads);
    List<DeviceThread> gpus = new ArrayList<>();
    for (int i = 0; i < Accelerator.gpus(); i++) {
      gpus.add(DeviceThread.gpu(i, memoryBudget));
    }
    return gpus.isEmpty()
        ? new Devices(List.of(DeviceThread.cpu(threads, memoryBudget)), arithmetic)
        : new Devices(gpus, arithmetic);
  }

  /// GPUs that this machine has and that work, loading the native engine if this process has not.
  public static int gpus() {
    NativeEngine.start();
    return Accelerator.gpus();
  }

  /// The processor.
  ///
  /// @param threads that one operator uses
  /// @param memoryBudget bytes that weights and activations may take together; empty for the usual
  public static Devices cpu(int threads, OptionalLong memoryBudget) {
    return new Devices(List.of(DeviceThread.cpu(threads, memoryBudget)), Arithmetic.FLOAT32);
  }

  /// How they stand now.
  public List<DeviceStatus> statuses() {
    return threads.stream().map(DeviceThread::status).toList();
  }

  /// Loads a checkpoint onto every device and warms it up.
  ///
  /// @throws io.resail.fault.FaultException [io.resail.fault.Fault#BUSY] if a device has not the
  ///     memory
  public Painter load(Checkpoint checkpoint) {
    List<Painter> replicas = new ArrayList<>();
    try {
      threads.forEach(each -> replicas.add(SynthesisEngine.load(checkpoint, each, arithmetic)));
    } catch (RuntimeException e) {
      replicas.forEach(Painter::close);
      throw e;
    }
    return replicas.size() == 1 ? replicas.getFirst() : new RoundRobin(replicas);
  }

  @Override
  public void close() {
    threads.forEach(DeviceThread::close);
  }
}
