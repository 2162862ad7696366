package io.resail.synth.engine;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.raster.ClassCatalog;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Paints without a network: each pixel a mix of its guidance and its label channel. Remembers its
/// batches, and does something before each if told to.
public final class FakePainter implements Painter {
  private static final int STRIDE = 32;

  private final ModelDescription model;
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeEach = () -> {};
  private volatile boolean closed;
  private volatile long predictedBytes;
  private volatile GuidanceRule guidance = GuidanceRule.INTENDED;
  private volatile Duration predictedTime = Duration.ZERO;
  private volatile long budget = Long.MAX_VALUE;
  private volatile long weightBytes;

  /// A painter for maps of `catalog`.
  public FakePainter(String name, ClassCatalog catalog, OutputSize size) {
    this.model =
        new ModelDescription(
            name,
            "NONE",
            size,
            STRIDE,
            catalog.channels(),
            catalog.fingerprint(),
            "hash of " + name,
            "intended",
            "own",
            false);
  }

  /// From now on reads guidance composed so.
  public void reads(GuidanceRule rule) {
    guidance = rule;
  }

  /// Does this before each batch.
  public void beforeEach(Runnable task) {
    beforeEach = task;
  }

  /// The sizes of its batches so far.
  public List<Integer> batches() {
    return List.copyOf(batches);
  }

  /// Whether it was closed.
  public boolean isClosed() {
    return closed;
  }

  @Override
  public GuidanceRule guidance() {
    return guidance;
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public String device() {
    return "paper";
  }

  @Override
  public String software() {
    return "pencil 1";
  }

  @Override
  public void require(OutputSize size) {
    if (size.width() % STRIDE != 0 || size.height() % STRIDE != 0) {
      throw new FaultException(Fault.WRONG_INPUT, "size", size + ": need multiples of " + STRIDE);
    }
  }

  /// Claims that an image takes so much, however large.
  public void predicts(long activationBytes, Duration time) {
    predictedBytes = activationBytes;
    predictedTime = time;
  }

  /// Claims so much memory.
  public void budget(long bytes, long ofWeights) {
    budget = bytes;
    weightBytes = ofWeights;
  }

  @Override
  public SizeForecast forecast(OutputSize size) {
    return new SizeForecast(size, predictedBytes, predictedTime);
  }

  @Override
  public long weightBytes() {
    return weightBytes;
  }

  @Override
  public DeviceStatus deviceStatus() {
    return new DeviceStatus(device(), software(), budget, 0);
  }

  @Override
  public List<RgbImage> paint(List<Sketch> batch, Patience patience) {
    batches.add(batch.size());
    beforeEach.run();
    patience.check("it was painted");
    return batch.stream().map(this::paint).toList();
  }

  private RgbImage paint(Sketch sketch) {
    OutputSize size = sketch.size();
    byte[] samples = sketch.guidance().image().toSamples();
    for (int i = 0; i < samples.length; i++) {
      int channel = sketch.channel(i / 3 % size.width(), i / 3 / size.width());
      samples[i] = (byte) (((samples[i] & 0xff) + 30 * channel + model.name().length()) / 2);
    }
    return RgbImage.wrap(size.width(), size.height(), samples);
  }

  @Override
  public void close() {
    closed = true;
  }
}
