package io.resail.synth.engine;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
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
  /// The share of a machine's memory, beside Java's heap, that painting may take.
  private static final double SHARE = 0.75;

  private final String device;
  private final long memoryBudget;
  private final ExecutorService thread;

  private DeviceThread(String device, long memoryBudget) {
    this.device = device;
    this.memoryBudget = memoryBudget;
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
    DeviceThread opened =
        new DeviceThread("cpu", memoryBudget.orElseGet(DeviceThread::usualBudget));
    opened.call(
        () -> {
          NativeEngine.stopRecording();
          return opened;
        });
    return opened;
  }

  private static long usualBudget() {
    OptionalLong machine = NativeMemory.machine();
    return machine.isEmpty()
        ? Long.MAX_VALUE
        : (long) (SHARE * Math.max(0, machine.getAsLong() - Runtime.getRuntime().maxMemory()));
  }

  /// How it stands now. Never waits for the device.
  public DeviceStatus status() {
    return new DeviceStatus(device, NativeEngine.version(), memoryBudget, memoryUsed());
  }

  /// Bytes in use by native code; 0 where the platform does not say.
  long memoryUsed() {
    return NativeMemory.inUse().orElse(0);
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
