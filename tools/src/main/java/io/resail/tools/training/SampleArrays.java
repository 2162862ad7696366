package io.resail.tools.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.tools.sampling.Sample;
import java.util.List;
import java.util.function.Function;

/// Samples of one size as arrays of a batch; the manager's owner closes them.
final class SampleArrays {
  private SampleArrays() {}

  static PictureBatch of(List<Sample> samples, ClassCatalog catalog, NDManager manager) {
    return new PictureBatch(
        labels(samples, catalog, manager),
        values(samples, Sample::toImage, manager),
        values(samples, Sample::toDistorted, manager),
        values(samples, Sample::toGuidance, manager));
  }

  /// Label channels, (N, H, W), int32.
  static NDArray labels(List<Sample> samples, ClassCatalog catalog, NDManager manager) {
    LabelMap first = samples.getFirst().labels();
    int pixels = first.width() * first.height();
    int[] channels = new int[samples.size() * pixels];
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(catalog.channels(samples.get(i).labels()), 0, channels, i * pixels, pixels);
    }
    return manager.create(channels, new Shape(samples.size(), first.height(), first.width()));
  }

  /// Pictures, (N, 3, H, W), float32.
  static NDArray values(List<Sample> samples, Function<Sample, float[]> part, NDManager manager) {
    LabelMap first = samples.getFirst().labels();
    int size = 3 * first.width() * first.height();
    float[] values = new float[samples.size() * size];
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(part.apply(samples.get(i)), 0, values, i * size, size);
    }
    return manager.create(values, new Shape(samples.size(), 3, first.height(), first.width()));
  }
}
