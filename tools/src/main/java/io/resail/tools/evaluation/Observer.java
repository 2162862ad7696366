package io.resail.tools.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.synth.engine.NativeEngine;
import io.resail.synth.network.Parameters;
import io.resail.synth.network.Recording;
import io.resail.synth.network.Scratch;
import io.resail.synthesis.OutputSize;
import io.resail.tools.training.SegmentationNetwork;
import io.resail.tools.training.SegmenterCheckpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Network T looking at images of one size: which classes it sees, and what stands for the image as
/// a whole. One thread; the caller closes it.
final class Observer implements AutoCloseable {
  private final NDManager manager;
  private final SegmentationNetwork network;
  private final Parameters parameters;
  private final OutputSize size;

  /// @throws FaultException [Fault#WRONG_INPUT] if T cannot look at images of that size
  Observer(SegmenterCheckpoint segmenter, OutputSize size) {
    requireSize(segmenter, size);
    this.manager = NativeEngine.newManager();
    this.network = segmenter.network();
    this.parameters = Parameters.load(segmenter.weights(), manager);
    this.size = size;
  }

  /// Refuses sizes that T cannot look at.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] naming both
  static void requireSize(SegmenterCheckpoint segmenter, OutputSize size) {
    int stride = segmenter.network().stride();
    if (size.width() % stride != 0 || size.height() % stride != 0) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "segmenter",
          "network T on images of "
              + size
              + ": need sides that are multiples of "
              + stride
              + "; leave --segmenter out, or use a generator of another size");
    }
  }

  /// What T sees of an image; whoever made it does not change its arrays.
  static final class Seen {
    private final int[] channels;
    private final SequencedMap<String, float[]> levels;

    Seen(int[] channels, SequencedMap<String, float[]> levels) {
      this.channels = channels;
      this.levels = levels;
    }

    /// The likeliest label channel of each pixel.
    int[] channels() {
      return channels;
    }

    /// The mean of each feature over the image, by level, the finest first.
    SequencedMap<String, float[]> levels() {
      return levels;
    }
  }

  /// Looks at an image.
  ///
  /// @param image 3 x height x width in [-1, 1]
  Seen see(float[] image) {
    return look(
        image,
        features -> {
          long[] likeliest =
              network.logits(parameters.evaluation(), features).argMax(1).toLongArray();
          int[] channels = new int[likeliest.length];
          for (int i = 0; i < channels.length; i++) {
            channels[i] = (int) likeliest[i];
          }
          SequencedMap<String, float[]> levels = new LinkedHashMap<>();
          for (int i = 0; i < features.size(); i++) {
            levels.put(network.levels().get(i), means(features.get(i)));
          }
          return new Seen(channels, levels);
        });
  }

  /// The mean of each deepest feature over an image, and no look at its classes.
  ///
  /// @param image 3 x height x width in [-1, 1]
  float[] features(float[] image) {
    return look(image, features -> means(features.getLast()));
  }

  /// @param then what is made of the features, which live no longer
  private <R> R look(float[] image, Function<List<NDArray>, R> then) {
    try (Recording _ = Recording.off();
        Scratch _ = new Scratch();
        NDManager own = manager.newSubManager()) {
      NDArray array = own.create(image, new Shape(1, 3, size.height(), size.width()));
      return then.apply(network.features(parameters.evaluation(), array));
    }
  }

  private static float[] means(NDArray features) {
    return features.reshape(features.getShape().get(1), -1).mean(new int[] {1}).toFloatArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
