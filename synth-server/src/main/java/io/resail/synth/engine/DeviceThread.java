package io.resail.synth.engine;

import ai.djl.ndarray.NDManager;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.network.Precision;
import io.resail.synthesis.DeviceStatus;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// A device and the one thread that calls native code for it: engines that share it paint one
/// after another, and each image has the whole device.
///
/// Any thread may ask for work. Closing waits for work that has begun.
public final class DeviceThread implements AutoCloseable {
  /// The share of a device's memory that painting may take, unless told.
  private static final double SHARE = 0.75;

  private static final String PROCESSOR = "cpu";

  private final String device;
  private final Accelerator accelerator;
  private final long memoryBudget;
  private final ExecutorService thread;

  private DeviceThread(String device, Accelerator accelerator, OptionalLong memoryBudget) {
    this.device = device;
    this.accelerator = accelerator;
    this.memoryBudget =
        memoryBudget.orElseGet(
            () -> {
              OptionalLong all = accelerator.memory();
              return all.isPresent() ? (long) (SHARE * all.getAsLong()) : Long.MAX_VALUE;
            });
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("device " + device).daemon(true).factory());
  }

  /// The processor, loading the native engine if this process has not yet.
  ///
  /// @param threads that one operator uses, for the whole process
  /// @throws FaultException [Fault#BROKEN] if the engine cannot be loaded
  public static DeviceThread cpu(int threads) {
    return cpu(threads, OptionalLong.empty());
  }

  /// The same with a budget of memory.
  ///
  /// @param memoryBudget bytes that weights and activations may take together; empty for three
  ///     quarters of what the machine has beside Java's heap
  public static DeviceThread cpu(int threads, OptionalLong memoryBudget) {
    NativeEngine.start(threads);
    return opened(PROCESSOR, Accelerator.processor(), memoryBudget);
  }

  /// A GPU; nothing is asked of it yet.
  ///
  /// @param index from 0, as the driver counts them
  /// @param memoryBudget as for the processor; empty for three quarters of what the GPU has
  static DeviceThread gpu(int index, OptionalLong memoryBudget) {
    return opened("gpu" + index, Accelerator.gpu(index), memoryBudget);
  }

  private static DeviceThread opened(
      String device, Accelerator accelerator, OptionalLong memoryBudget) {
    DeviceThread opened = new DeviceThread(device, accelerator, memoryBudget);
    opened.call(
        () -> {
          NativeEngine.stopRecording();
          return opened;
        });
    return opened;
  }

  /// How it stands now. Never waits for the device.
  public DeviceStatus status() {
    return new DeviceStatus(device, NativeEngine.version(), memoryBudget, memoryUsed());
  }

  /// Bytes in use, by native code of this process or on the GPU; 0 where the platform does not say.
  long memoryUsed() {
    return accelerator.memoryUsed().orElse(0);
  }

  /// Whether it is the processor, which has the fast path.
  boolean isProcessor() {
    return device.equals(PROCESSOR);
  }

  /// The numbers that it paints fastest in.
  Precision precision() {
    return accelerator.precision();
  }

  /// A manager of arrays in its memory; for its own thread.
  NDManager newManager() {
    return accelerator.newManager();
  }

  /// What the device is called in receipts.
  public String device() {
    return device;
  }

  /// Does something on the device's thread and waits for it. Work that has begun ends, even if
  /// the waiting thread is interrupted: native code cannot be.
  ///
  /// @throws FaultException [Fault#AWAY] if this is closed, or what the work throws
  <T> T call(Callable<T> work) {
    Future<T> outcome;
    try {
      outcome = thread.submit(work);
    } catch (RejectedExecutionException e) {
      throw new FaultException(Fault.AWAY, "device " + device + " is closed: ask another", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return outcome.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case RuntimeException own -> own;
      case Error own -> throw own;
      default -> new FaultException(Fault.BROKEN, "device work failed: " + cause, cause);
    };
  }

  @Override
  public void close() {
    thread.close();
  }
}
