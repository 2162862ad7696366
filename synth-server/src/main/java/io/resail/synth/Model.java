package io.resail.synth;

import io.resail.raster.RgbImage;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.batching.Batcher;
import io.resail.synth.batching.Places;
import io.resail.synth.engine.Painter;
import io.resail.synth.engine.Sketch;
import io.resail.synthesis.ModelDescription;

/// A painter and the queue before it. Any thread.
final class Model implements AutoCloseable {
  private final Painter painter;
  private final Batcher<Sketch, RgbImage> batcher;

  Model(Painter painter, BatchRules rules) {
    this.painter = painter;
    this.batcher = new Batcher<>(painter.model().name(), rules, Sketch::size, painter::paint);
  }

  Painter painter() {
    return painter;
  }

  ModelDescription description() {
    return painter.model();
  }

  /// Takes places for the images of one request.
  Places<Sketch, RgbImage> reserve(int images) {
    return batcher.reserve(images);
  }

  @Override
  public void close() {
    batcher.close();
    painter.close();
  }
}
