package io.resail.synth.guidance;

import io.resail.raster.Box;
import io.resail.raster.LabelMap;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import java.util.Arrays;
import java.util.List;

/// Layers to one picture (spec section 4). Used once, by one thread.
public final class Composition {
  private final OutputSize size;
  private final List<Layer> layers;
  private final int[] owner;
  private final byte[] samples;

  /// Composes layers in their order.
  Composition(OutputSize size, List<Layer> layers) {
    for (Layer layer : layers) {
      if (!layer.box().fits(size.width(), size.height())) {
        throw new IllegalArgumentException(
            "layer of segment " + layer.segment() + " at " + layer.box() + " in " + size);
      }
    }
    this.size = size;
    this.layers = layers;
    this.owner = new int[size.width() * size.height()];
    this.samples = new byte[3 * owner.length];
    Arrays.fill(owner, Provenance.NONE);
    fill();
  }

  /// Composes layers in their order.
  ///
  /// @param uses said in the provenance
  public static Guidance of(
      OutputSize size, List<Layer> layers, GuidanceRule rule, List<Provenance.Use> uses) {
    return new Composition(size, layers).guidance(rule, uses);
  }

  /// Where nothing is, the nearest colour of the same label goes on.
  void closeGaps(LabelMap map) {
    Gaps.close(
        map,
        size,
        i -> owner[i] != Provenance.NONE,
        (gap, source) -> {
          owner[gap] = owner[source];
          System.arraycopy(samples, 3 * source, samples, 3 * gap, 3);
        });
  }

  /// The picture.
  ///
  /// The provenance of [GuidanceRule#RELEASED] says which layer fills a pixel by
  /// [GuidanceRule#INTENDED]: a sum has no owner.
  Guidance guidance(GuidanceRule rule, List<Provenance.Use> uses) {
    Provenance provenance = new Provenance(size.width(), size.height(), owner, uses);
    return switch (rule) {
      case INTENDED, FITTED ->
          Guidance.of(RgbImage.wrap(size.width(), size.height(), samples), provenance);
      case RELEASED -> Guidance.ofValues(sum(), provenance);
    };
  }

  /// Writes every pixel at most once: objects inside their masks, then their spills, then
  /// background.
  private void fill() {
    for (Layer layer : layers) {
      if (layer.foreground()) {
        take(layer, layer.own());
      }
    }
    for (Layer layer : layers) {
      if (layer.foreground()) {
        take(layer, layer.shape());
      }
    }
    for (Layer layer : layers) {
      if (!layer.foreground()) {
        take(layer, layer.own());
      }
    }
  }

  private void take(Layer layer, Mask mask) {
    Box box = layer.box();
    RgbImage pixels = layer.pixels();
    for (int y = 0; y < box.height(); y++) {
      int at = (box.top() + y) * size.width() + box.left();
      for (int x = 0; x < box.width(); x++, at++) {
        if (owner[at] == Provenance.NONE && mask.has(x, y)) {
          owner[at] = layer.segment();
          int rgb = pixels.rgb(x, y);
          samples[3 * at] = (byte) (rgb >> 16);
          samples[3 * at + 1] = (byte) (rgb >> 8);
          samples[3 * at + 2] = (byte) rgb;
        }
      }
    }
  }

  /// The released code's sums: channels, rows, columns.
  private float[] sum() {
    int pixels = owner.length;
    int[] objects = new int[pixels];
    boolean[] spilt = new boolean[pixels];
    for (Layer layer : layers) {
      if (layer.foreground()) {
        each(
            layer,
            (at, x, y) -> {
              objects[at] += layer.own().has(x, y) ? 1 : 0;
              spilt[at] |= layer.shape().has(x, y);
            });
      }
    }
    float[] sum = new float[3 * pixels];
    Arrays.fill(sum, Guidance.BLACK);
    for (Layer layer : layers) {
      each(
          layer,
          (at, x, y) -> {
            boolean own = layer.own().has(x, y);
            boolean free = layer.foreground() ? objects[at] == (own ? 1 : 0) : own && !spilt[at];
            int times = (free ? 1 : 0) + (own ? 1 : 0);
            for (int c = 0; c < 3 && times > 0; c++) {
              float light = Guidance.value(layer.pixels().sample(x, y, c)) - Guidance.BLACK;
              sum[c * pixels + at] += times * light;
            }
          });
    }
    return sum;
  }

  private interface PixelTask {
    void at(int index, int x, int y);
  }

  private void each(Layer layer, PixelTask task) {
    Box box = layer.box();
    for (int y = 0; y < box.height(); y++) {
      int at = (box.top() + y) * size.width() + box.left();
      for (int x = 0; x < box.width(); x++) {
        task.at(at + x, x, y);
      }
    }
  }
}
