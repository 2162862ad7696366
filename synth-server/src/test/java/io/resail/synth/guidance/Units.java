package io.resail.synth.guidance;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.raster.Segment;
import io.resail.retrieval.RetrievalUnit;
import io.resail.testing.Masks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Random segments and units.
final class Units {
  private Units() {}

  /// Segments that overlap in boxes but not in pixels, each with a unit.
  static List<ChosenUnit> chosen(SplittableRandom random, int width, int height) {
    boolean[] taken = new boolean[width * height];
    List<ChosenUnit> chosen = new ArrayList<>();
    int wanted = random.nextInt(7);
    for (int i = 0; i < wanted; i++) {
      int left = random.nextInt(width);
      int top = random.nextInt(height);
      Box box =
          new Box(left, top, 1 + random.nextInt(width - left), 1 + random.nextInt(height - top));
      Mask shape = Masks.any(random, box.width(), box.height());
      Mask free =
          Mask.of(
              box.width(),
              box.height(),
              (x, y) -> {
                int at = (box.top() + y) * width + box.left() + x;
                boolean own = shape.has(x, y) && !taken[at];
                taken[at] |= own;
                return own;
              });
      if (free.area() > 0) {
        Segment segment = new Segment(1 + random.nextInt(5), random.nextBoolean(), box, free);
        chosen.add(new ChosenUnit(i, segment, unit(random, "unit " + i), random.nextInt(), i % 3));
      }
    }
    return chosen;
  }

  /// A unit of any size whose pixels are black outside its mask.
  static RetrievalUnit unit(SplittableRandom random, String id) {
    Mask mask = Masks.any(random);
    byte[] samples = new byte[3 * mask.width() * mask.height()];
    random.nextBytes(samples);
    return unit(id, mask, RgbImage.wrap(mask.width(), mask.height(), samples));
  }

  static RetrievalUnit unit(String id, Mask mask, RgbImage pixels) {
    byte[] samples = pixels.toSamples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = mask.has(i / 3 % mask.width(), i / 3 / mask.width()) ? samples[i] : 0;
    }
    return new RetrievalUnit(
        id,
        1,
        "source of " + id,
        "train",
        new Box(0, 0, mask.width(), mask.height()),
        mask,
        RgbImage.wrap(mask.width(), mask.height(), samples),
        "",
        Set.of());
  }
}
