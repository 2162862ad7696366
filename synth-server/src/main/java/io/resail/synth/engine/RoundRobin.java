package io.resail.synth.engine;

import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synthesis.DeviceStatus;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SizeForecast;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// One model on several devices of a kind, which take batches in turn. Any thread.
final class RoundRobin implements Painter {
  private final List<Painter> replicas;
  private final AtomicInteger next = new AtomicInteger();

  /// @param replicas at least one, of one checkpoint, closed with this
  RoundRobin(List<Painter> replicas) {
    this.replicas = List.copyOf(replicas);
  }

  private Painter first() {
    return replicas.getFirst();
  }

  @Override
  public ModelDescription model() {
    return first().model();
  }

  @Override
  public GuidanceRule guidance() {
    return first().guidance();
  }

  /// All of them, such as `gpu0+gpu1`: devices of a kind paint the same bytes.
  @Override
  public String device() {
    return replicas.stream().map(Painter::device).collect(Collectors.joining("+"));
  }

  @Override
  public String software() {
    return first().software();
  }

  @Override
  public void require(OutputSize size) {
    first().require(size);
  }

  @Override
  public SizeForecast forecast(OutputSize size) {
    return first().forecast(size);
  }

  /// On each device.
  @Override
  public long weightBytes() {
    return first().weightBytes();
  }

  @Override
  public long heldBytes() {
    return first().heldBytes();
  }

  /// The first, as one of devices of a kind.
  @Override
  public DeviceStatus deviceStatus() {
    return first().deviceStatus();
  }

  @Override
  public int lanes() {
    return replicas.stream().mapToInt(Painter::lanes).sum();
  }

  @Override
  public List<RgbImage> paint(List<Sketch> batch, Patience patience) {
    int turn = Math.floorMod(next.getAndIncrement(), replicas.size());
    return replicas.get(turn).paint(batch, patience);
  }

  @Override
  public void close() {
    replicas.forEach(Painter::close);
  }
}
