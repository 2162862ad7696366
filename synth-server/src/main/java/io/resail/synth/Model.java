package io.resail.synth;

import io.resail.fault.Patience;
import io.resail.raster.RgbImage;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.batching.Batcher;
import io.resail.synth.batching.Places;
import io.resail.synth.engine.Painter;
import io.resail.synth.engine.Sketch;
import io.resail.synthesis.ModelDescription;
import java.util.List;

/// A painter and the queue before it. Any thread.
final class Model implements AutoCloseable {
  /// A sketch to be painted while its caller waits.
  record Commission(Sketch sketch, Patience patience) {}

  private final Painter painter;
  private final Batcher<Commission, RgbImage> batcher;

  Model(Painter painter, BatchRules rules) {
    this.painter = painter;
    this.batcher =
        new Batcher<>(painter.model().name(), rules, c -> c.sketch().size(), this::paint);
  }

  /// Paints as long as one of the callers waits.
  private List<RgbImage> paint(List<Commission> batch) {
    return painter.paint(
        batch.stream().map(Commission::sketch).toList(),
        Patience.untilGone(() -> batch.stream().allMatch(c -> c.patience().isOver())));
  }

  Painter painter() {
    return painter;
  }

  ModelDescription description() {
    return painter.model();
  }

  /// Takes places for the images of one request.
  Places<Commission, RgbImage> reserve(int images) {
    return batcher.reserve(images);
  }

  @Override
  public void close() {
    batcher.close();
    painter.close();
  }
}
