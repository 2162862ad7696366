package io.resail.synth.guidance;

import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The slow twin: spec section 4 word by word, with a whole canvas for every segment.
final class LiteralComposition {
  /// One segment's M, P and R.
  private record Whole(ChosenUnit chosen, Mask own, Mask shape, RgbImage pixels) {
    boolean foreground() {
      return chosen.segment().foreground();
    }
  }

  private final List<Whole> wholes = new ArrayList<>();
  private final OutputSize size;

  LiteralComposition(int width, int height, List<ChosenUnit> chosen, OutputSize size) {
    this.size = size;
    for (ChosenUnit each : chosen) {
      var box = each.segment().box();
      RgbImage crop = Resampling.bicubic(each.unit().pixels(), box.width(), box.height());
      Mask mask = Resampling.nearestB(each.unit().mask(), box.width(), box.height());
      byte[] canvas = new byte[3 * width * height];
      for (int y = 0; y < box.height(); y++) {
        for (int x = 0; x < box.width(); x++) {
          for (int c = 0; c < 3; c++) {
            canvas[3 * ((box.top() + y) * width + box.left() + x) + c] =
                (byte) crop.sample(x, y, c);
          }
        }
      }
      Mask shape =
          Mask.of(
              width,
              height,
              (x, y) ->
                  x >= box.left()
                      && y >= box.top()
                      && x < box.right()
                      && y < box.bottom()
                      && mask.has(x - box.left(), y - box.top()));
      wholes.add(
          new Whole(
              each,
              Resampling.nearestB(
                  Mask.of(width, height, each.segment()::has), size.width(), size.height()),
              Resampling.nearestB(shape, size.width(), size.height()),
              Resampling.bicubic(
                  RgbImage.wrap(width, height, canvas), size.width(), size.height())));
    }
  }

  RgbImage image() {
    byte[] samples = new byte[3 * size.width() * size.height()];
    for (int i = 0; i < samples.length; i++) {
      int x = i / 3 % size.width();
      int y = i / 3 / size.width();
      int channel = i % 3;
      samples[i] =
          owner(x, y).map(whole -> (byte) whole.pixels.sample(x, y, channel)).orElse((byte) 0);
    }
    return RgbImage.wrap(size.width(), size.height(), samples);
  }

  int[] owners() {
    int[] owners = new int[size.width() * size.height()];
    for (int i = 0; i < owners.length; i++) {
      owners[i] =
          owner(i % size.width(), i / size.width())
              .map(whole -> whole.chosen.index())
              .orElse(Provenance.NONE);
    }
    return owners;
  }

  private Optional<Whole> owner(int x, int y) {
    return Stream.<Predicate<Whole>>of(
            whole -> whole.foreground() && whole.own.has(x, y),
            whole -> whole.foreground() && whole.shape.has(x, y),
            whole -> !whole.foreground() && whole.own.has(x, y))
        .flatMap(step -> wholes.stream().filter(step).limit(1))
        .findFirst();
  }

  /// The released code's sums, in float64.
  double released(int x, int y, int channel) {
    double sum = 0;
    boolean spilt = wholes.stream().anyMatch(w -> w.foreground() && w.shape.has(x, y));
    for (Whole each : wholes) {
      double light = each.pixels.sample(x, y, channel) / 255.0 * 2;
      boolean otherObject =
          wholes.stream()
              .anyMatch(
                  w ->
                      w.chosen.index() != each.chosen.index() && w.foreground() && w.own.has(x, y));
      if (each.foreground() ? !otherObject : each.own.has(x, y) && !spilt) {
        sum += light;
      }
      if (each.own.has(x, y)) {
        sum += light;
      }
    }
    return sum - 1;
  }
}
