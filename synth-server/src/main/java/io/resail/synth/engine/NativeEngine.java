package io.resail.synth.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;

/// Loads the native engine with the settings it reads only at that moment.
///
/// Large blocks of memory in huge pages, kept by the allocator instead of given back, and threads
/// that wait without spinning: measured, element-wise work on large arrays runs six times as fast,
/// and a busy machine stays usable.
public final class NativeEngine {
  /// What the engine's libraries read from the environment when they load.
  private static final Map<String, String> ENVIRONMENT =
      Map.of("OMP_WAIT_POLICY", "passive", "THP_MEM_ALLOC_ENABLE", "1");

  /// Names of glibc's `mallopt`.
  private static final int TRIM_THRESHOLD = -1;

  private static final int MMAP_THRESHOLD = -3;

  private static boolean started;

  private NativeEngine() {}

  /// Loads the engine if this process has not yet, and sets the number of threads one operator
  /// uses. Never reaches for the network. Any thread.
  ///
  /// @param threads at least 1
  /// @throws FaultException [Fault#BROKEN] if the engine cannot be loaded; the message says what to
  ///     look at
  public static synchronized void start(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads: need at least 1");
    }
    if (!started) {
      tuneMemory();
      load();
      started = true;
    }
    JniUtils.setNumThreads(threads);
    // Our scripts are single operators: optimising them would only compile kernels on a GPU.
    JniUtils.setGraphExecutorOptimize(false);
  }

  /// Loads the engine with one thread per processor.
  public static void start() {
    start(Runtime.getRuntime().availableProcessors());
  }

  /// Stops the calling thread from recording what a backward pass would need: every new thread
  /// records until told otherwise.
  public static void stopRecording() {
    JniUtils.setGradMode(false);
  }

  /// A manager of arrays on the first GPU that works, else in memory of the processor. The caller
  /// closes it.
  ///
  /// The engine's own choice asks a library of the driver's, which need not be there for work.
  public static NDManager newManager() {
    return Accelerator.best().newManager();
  }

  /// The engine and its version, such as `PyTorch 2.7.1`.
  public static String version() {
    Engine engine = Engine.getEngine("PyTorch");
    return engine.getEngineName() + " " + engine.getVersion();
  }

  private static void load() {
    if (System.getenv("DJL_OFFLINE") == null && System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    try {
      Engine.getEngine("PyTorch");
    } catch (EngineException | UnsatisfiedLinkError failed) {
      throw new FaultException(
          Fault.BROKEN,
          "the PyTorch engine cannot be loaded: "
              + failed.getMessage()
              + "; it needs the native jar of this platform on the class path, and a folder it may"
              + " write to, which ENGINE_CACHE_DIR names",
          failed);
    }
  }

  private static void tuneMemory() {
    ENVIRONMENT.forEach(NativeEngine::setEnvironment);
    function("mallopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
        .ifPresent(
            mallopt -> {
              call(mallopt, MMAP_THRESHOLD, 1 << 30);
              call(mallopt, TRIM_THRESHOLD, 2_000_000_000);
            });
  }

  /// What the user has set stays.
  private static void setEnvironment(String name, String value) {
    Optional<MethodHandle> setenv =
        function("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    if (setenv.isPresent() && System.getenv(name) == null) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment nativeName = arena.allocateFrom(name);
        call(setenv.get(), nativeName, arena.allocateFrom(value), 0);
      }
    }
  }

  /// A function of the C library that gives an int; absent where the platform has none.
  @SuppressWarnings("restricted") // our launcher and tests enable native access
  private static Optional<MethodHandle> function(String name, ValueLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters);
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, descriptor));
  }

  private static void call(MethodHandle function, Object... arguments) {
    try {
      int _ = (int) function.invokeWithArguments(arguments);
    } catch (Throwable thrown) {
      throw new IllegalStateException("a function of the C library threw", thrown);
    }
  }
}
