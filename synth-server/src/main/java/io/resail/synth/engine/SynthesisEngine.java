package io.resail.synth.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.fault.Words;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.Arithmetic;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Precision;
import io.resail.synth.network.Scratch;
import io.resail.synth.network.Workload;
import io.resail.synth.plan.MapCacheStatus;
import io.resail.synth.plan.PaintPlan;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A checkpoint in a device's memory, ready to paint. Any thread may call; native code runs on the
/// device's thread alone.
///
/// It owns the weights: one manager, capped once they are loaded, so that a stray array fails at
/// once. Each image has a manager of its own that dies with it; arrays never leave.
public final class SynthesisEngine implements Painter {
  /// What is kept of label maps for their next pictures at most: some four maps of 256 x 256.
  private static final long MAP_BYTES = 256L << 20;

  /// And at most this part of the device's memory.
  private static final int MAP_PART = 16;

  private final ModelDescription model;
  private final NetworkSettings settings;
  private final GuidanceRule guidance;
  private final Precision precision;
  private final DeviceThread device;
  private final NDManager manager;
  private final PaintPlan plan;
  private final long weightBytes;
  private final long mapBytes;
  private final Workload work;
  private final Calibration calibration = new Calibration();

  private SynthesisEngine(
      ModelDescription model,
      Checkpoint checkpoint,
      Precision precision,
      DeviceThread device,
      NDManager manager,
      PaintPlan plan,
      long weightBytes,
      long mapBytes) {
    this.model = model;
    this.settings = checkpoint.settings();
    this.guidance = checkpoint.guidance();
    this.precision = precision;
    this.device = device;
    this.manager = manager;
    this.plan = plan;
    this.weightBytes = weightBytes;
    this.mapBytes = mapBytes;
    this.work = Workload.of(settings);
  }

  /// Loads a checkpoint onto a device and warms it up, which is how its forecasts learn what this
  /// machine can do. The caller closes the engine before the device.
  ///
  /// @throws FaultException [Fault#BUSY] if the device has not the memory
  public static SynthesisEngine load(Checkpoint checkpoint, DeviceThread device) {
    return load(checkpoint, device, Arithmetic.FLOAT32);
  }

  /// The same in other numbers on a processor.
  static SynthesisEngine load(Checkpoint checkpoint, DeviceThread device, Arithmetic arithmetic) {
    return load(
        checkpoint,
        device,
        device.precision(),
        device.isProcessor() ? Optional.of(arithmetic) : Optional.empty());
  }

  /// The same by a way that is not the device's usual.
  ///
  /// @param tables how the fast path of the processor convolves; empty for the dense network
  static SynthesisEngine load(
      Checkpoint checkpoint,
      DeviceThread device,
      Precision precision,
      Optional<Arithmetic> tables) {
    NetworkSettings settings = checkpoint.settings();
    ModelDescription model =
        new ModelDescription(
            checkpoint.model(),
            settings.norm().name(),
            new OutputSize(settings.width(), settings.height()),
            settings.stride(),
            settings.labels(),
            checkpoint.catalogue(),
            checkpoint.hash(),
            checkpoint.guidance().word(),
            Words.of(settings.light()),
            checkpoint.trained());
    long mapBytes =
        tables.isEmpty() ? 0 : Math.min(MAP_BYTES, device.status().memoryBudget() / MAP_PART);
    return device.call(
        () -> {
          NDManager manager = device.newManager();
          try {
            Parameters parameters = Parameters.load(checkpoint.weights(), manager, precision);
            PaintPlan plan =
                tables
                    .<PaintPlan>map(
                        each -> PaintPlan.tables(settings, parameters, manager, each, mapBytes))
                    .orElseGet(() -> PaintPlan.dense(parameters));
            long bytes = plan.bytes() + (plan.readsParameters() ? parameters.bytes() : 0);
            if (!plan.readsParameters()) {
              parameters.close();
            }
            manager.cap();
            SynthesisEngine engine =
                new SynthesisEngine(
                    model, checkpoint, precision, device, manager, plan, bytes, mapBytes);
            engine.warmUp();
            return engine;
          } catch (RuntimeException e) {
            manager.close();
            throw fault(e);
          }
        });
  }

  /// Paints three maps at the model's own size. The first does not count, since it also pays for
  /// what is made once. Of the two others the larger peak counts, since a look may come too late
  /// for one. They differ, and each is forgotten, so that nothing kept of one serves the next.
  private void warmUp() {
    warmUp(0);
    long peak = 0;
    for (int turn = 1; turn < 3; turn++) {
      plan.forgetMaps();
      int next = turn;
      long start = System.nanoTime();
      peak = Math.max(peak, PeakMemory.during(device::memoryUsed, () -> warmUp(next)));
      calibration.learnTime(work, Duration.ofNanos(System.nanoTime() - start));
    }
    if (device.memoryUsed() > 0) {
      calibration.learnMemory(work, peak);
    }
    plan.forgetMaps(); // nobody asks for those
  }

  private void warmUp(int turn) {
    paint(WarmUp.sketch(model.size(), model.channels(), turn), Patience.endless());
  }

  @Override
  public SizeForecast forecast(OutputSize size) {
    require(size);
    return calibration.forecast(size, work(size));
  }

  @Override
  public long weightBytes() {
    return weightBytes;
  }

  @Override
  public long heldBytes() {
    return weightBytes + mapBytes;
  }

  @Override
  public DeviceStatus deviceStatus() {
    return device.status();
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public GuidanceRule guidance() {
    return guidance;
  }

  @Override
  public String device() {
    return device.device();
  }

  @Override
  public String software() {
    return NativeEngine.version();
  }

  @Override
  public void require(OutputSize size) {
    sized(size);
  }

  private Workload work(OutputSize size) {
    double own = (double) settings.width() * settings.height();
    return work.scaled(size.width() * size.height() / own);
  }

  private NetworkSettings sized(OutputSize size) {
    try {
      return settings.sized(size.height(), size.width());
    } catch (IllegalArgumentException e) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "size",
          "size "
              + size
              + " for model '"
              + model.name()
              + "', whose own is "
              + model.size()
              + ": "
              + e.getMessage());
    }
  }

  /// Paints sketches one after another.
  ///
  /// In one pass they would come out the same but for rounding, which may move a sample by one:
  /// then an image would depend on what was painted beside it. Measured: the engine convolves
  /// inputs of at most 20,480 values by another algorithm when they are alone. With those convolved
  /// one by one a pass of three is equal to the last bit for six of the eight norms, though not for
  /// the two that have linear layers. But on a processor a pass of four takes about as long as four
  /// passes at 128 x 128, and half as long again at 256 x 256: what it works on leaves the caches.
  @Override
  public List<RgbImage> paint(List<Sketch> batch, Patience patience) {
    return device.call(
        () -> {
          List<RgbImage> images = new ArrayList<>();
          for (Sketch sketch : batch) {
            long start = System.nanoTime();
            images.add(paint(sketch, patience));
            calibration.learnTime(work(sketch.size()), Duration.ofNanos(System.nanoTime() - start));
          }
          return images;
        });
  }

  private RgbImage paint(Sketch sketch, Patience patience) {
    NetworkSettings sized = sized(sketch.size());
    try (NDManager own = manager.newSubManager();
        Scratch _ = new Scratch()) {
      NDArray labels = TensorCodec.labels(sketch, model.channels(), own);
      NDArray guidance = TensorCodec.guidance(sketch, precision, own);
      return TensorCodec.image(plan.paint(sized, labels, guidance, patience), sketch.size());
    } catch (EngineException e) {
      throw fault(e);
    }
  }

  /// Native code says that memory ran out in words only.
  private static RuntimeException fault(RuntimeException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof EngineException
            && (words.contains("can't allocate memory") || words.contains("out of memory"))
        ? new FaultException(
            Fault.BUSY, "the device is out of memory: ask for a smaller image, or later", failure)
        : failure;
  }

  /// Arrays of the model that are alive, those of images being painted included.
  int arrays() {
    return device.call(() -> manager.getManagedArrays().size());
  }

  /// How often what was read from a label map served another picture of it.
  public MapCacheStatus maps() {
    return plan.cache();
  }

  @Override
  public void close() {
    device.call(
        () -> {
          plan.close();
          manager.close();
          return manager;
        });
  }
}
